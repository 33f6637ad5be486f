package org.voxmatrix.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactionTest {

  private final Redaction redaction =
      new Redaction(new Person(Set.of("zora", "a \"b\" 1"), Set.of("p-1"), Set.of()));

  @Test
  void idsAreTakenOutOfTextsAsWholeWords() {
    assertThat(redaction.text("zora, zora#0 and /calls/zora.wav, not zora2 or azora"))
        .isEqualTo("erased, erased#0 and /calls/erased.wav, not zora2 or azora");
    assertThat(redaction.text("file:/x/a%20%22b%22%201.wav")).isEqualTo("file:/x/erased.wav");
    assertThat(redaction.concerns("zorah")).isFalse();
    assertThat(redaction.concerns(null)).isFalse();
  }

  @Test
  void entriesAboutThePersonLeaveTheirLists() {
    assertThat(redaction.json("{\"n\":[{\"id\":\"p-1\",\"s\":1.50},{\"id\":\"q\",\"s\":1}]}"))
        .isEqualTo("{\"n\":[{\"id\":\"q\",\"s\":1}]}");
    assertThat(redaction.json("[{\"context\":{\"id\":\"zora#0\",\"size\":1}}]"))
        .isEqualTo("[{\"context\":{\"id\":\"erased#0\",\"size\":1}}]");
    assertThat(redaction.json("{\"m\":\"a \\\"b\\\" 1\"}")).isEqualTo("{\"m\":\"erased\"}");
  }

  @Test
  void documentsOfOthersStayByteForByte() {
    String other = "{ \"id\":\"q\", \"x\" : 1.500 }";
    assertThat(redaction.json(other)).isSameAs(other);
    assertThat(redaction.json(null)).isNull();
  }

  @Test
  void aDocumentIsAboutThePersonIfAFieldOfItIsTheirId() {
    assertThat(redaction.isAbout("{\"identifiedProfileId\":\"p-1\"}")).isTrue();
    assertThat(redaction.isAbout("{\"identifiedProfileId\":\"q\",\"r\":[{\"id\":\"p-1\"}]}"))
        .isFalse();
    assertThat(redaction.isAbout(null)).isFalse();
  }

  @Test
  void whatIsNoJsonIsRedactedAsText() {
    assertThat(redaction.json("not { json of zora")).isEqualTo("not { json of erased");
  }
}
