package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RedactionTest {

  private static final String PROFILE = "7a0e5b1c-0000-4000-8000-00000000000a";

  private final Redaction redaction =
      new Redaction(
          new Mentions(
              new ErasureSubject(Set.of("zora", "17", "internal"), Set.of(PROFILE), Set.of())));

  @Test
  void detailsOfOthersLoseTheIdsThatTheyCite() {
    assertThat(
            redaction.detail(
                "[{\"location\":[\"voiceprints_a\",3],\"message\":\"The id 17 stands in the set"
                    + " before: give each voiceprint its own.\",\"type\":\"set.duplicate-id\","
                    + "\"context\":{\"id\":\"17#0\",\"ids\":[\"zora\",\"q\"],\"size\":17}}]"))
        .isEqualTo(
            "[{\"location\":[\"voiceprints_a\",3],\"message\":\"The id erased stands in the set"
                + " before: give each voiceprint its own.\",\"type\":\"set.duplicate-id\","
                + "\"context\":{\"id\":\"erased#0\",\"ids\":[\"erased\",\"q\"],\"size\":17}}]");
    assertThat(
            redaction.detail(
                "[{\"location\":[\"profiles\",\"%s\"],\"message\":\"Of %s.\"}]"
                    .formatted(PROFILE, PROFILE)))
        .isEqualTo("[{\"location\":[\"profiles\",\"erased\"],\"message\":\"Of erased.\"}]");
  }

  @Test
  void detailsOfOthersKeepWhatOnlyLooksLikeAnId() {
    for (String other :
        new String[] {
          "[{\"location\":[\"uri\"],\"message\":\"It has 17 dB, of zora 17.\",\"type\":\"internal\"}]",
          "[{\"location\":[\"uri\"],\"message\":\"Recording file:/bert/17.wav does not exist: correct"
              + " the manifest.\",\"context\":{\"uri\":\"file:/bert/17.wav\"}}]",
          "[{\"message\":\"The id call-17 stands in the set before\",\"context\":{\"id\":\"call-17\"}}]"
        }) {
      assertThat(redaction.detail(other)).isSameAs(other);
    }
  }

  @Test
  void resultsOfOthersLoseTheProfile() {
    assertThat(
            redaction.result(
                "{\"identifiedProfileId\":\"q\",\"profilesRanking\":[{\"profileId\":\"%s\","
                        .formatted(PROFILE)
                    + "\"score\":1.50},{\"profileId\":\"q\",\"score\":1}]}"))
        .isEqualTo(
            "{\"identifiedProfileId\":\"q\",\"profilesRanking\":[{\"profileId\":\"q\",\"score\":1}]}");
    String phrase = "{\"profileId\":\"q\",\"passPhrase\":\"zora\"}";
    assertThat(redaction.result(phrase)).isSameAs(phrase);
  }

  @Test
  void aResultIsAboutTheProfileThatItNames() {
    assertThat(redaction.isAbout("{\"identifiedProfileId\":\"%s\"}".formatted(PROFILE))).isTrue();
    assertThat(
            redaction.isAbout(
                "{\"identifiedProfileId\":\"q\",\"r\":[{\"profileId\":\"%s\"}]}"
                    .formatted(PROFILE)))
        .isFalse();
    assertThat(redaction.isAbout("{\"enrollmentStatus\":\"zora\"}")).isFalse();
    assertThat(redaction.isAbout(null)).isFalse();
  }

  @Test
  void plansLoseTheIdsInWhatPeopleNamed() {
    assertThat(
            redaction.plan(
                "{\"manifest\":\"/calls/zora.parquet\",\"repeat\":\"internal\",\"wave_items\":17}"))
        .isEqualTo(
            "{\"manifest\":\"/calls/erased.parquet\",\"repeat\":\"internal\",\"wave_items\":17}");
    String other = "{\"manifest\":\"/calls/2024-05-17.parquet\",\"options\":\"start=17, end=20\"}";
    assertThat(redaction.plan(other)).isSameAs(other);
  }

  @Test
  void errorsLoseEveryWordThatIsAnId() {
    assertThat(
            redaction.error("{\"type\":\"internal\",\"detail\":[{\"message\":\"of zora-17!\"}]}"))
        .isEqualTo("{\"type\":\"internal\",\"detail\":[{\"message\":\"of erased-erased!\"}]}");
    assertThat(redaction.error("not { json of zora")).isEqualTo("not { json of erased");
    assertThat(redaction.error(null)).isNull();
  }

  @Test
  void documentsOfOthersStayByteForByte() {
    String other = "{ \"id\":\"q\", \"x\" : 1.500, \"seventeen\": \"17th\" }";
    assertThat(redaction.detail(other)).isSameAs(other);
    assertThat(redaction.detail(null)).isNull();
  }
}
