package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsInTextTest {

  private static final String PROFILE = "7a0e5b1c-0000-4000-8000-00000000000a";

  private final IdsInText ids =
      new IdsInText(
          new ErasureSubject(
              Set.of("zora", "17", "a \"b\" 1", "zoë", "/my_calls/1.wav", "/x", "//host/2.wav"),
              Set.of(PROFILE),
              Set.of()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zora | erased",
        "zora#0 | erased#0",
        "[zora, anna] | [erased, anna]",
        "{\"x\":\"zora#1\"} | {\"x\":\"erased#1\"}",
        "{main -> zora} | {main -> erased}",
        "/calls/zora.wav | /calls/erased.wav",
        "s3a://bucket/zora/1.flac?part=2 | s3a://bucket/erased/1.flac?part=2",
        "calls/zora.wav | calls/erased.wav",
        "zora.flac | erased.flac",
        "file:/x/a%20%22b%22%201.wav | file:/x/erased.wav",
        "file:/x/zo%C3%AB.wav | file:/x/erased.wav",
        "/my_calls/1.wav | erased",
        "file:///my_calls/1.wav | file://erased",
        "file:/my_calls/1.wav#t=2 | file:erased#t=2",
        "/x | erased",
        "file:/x.wav | file:erased.wav",
        "hdfs://host/x | hdfs://hosterased"
      })
  void aValueThatIsAnIdOrAPathThatHasOneIsErased(String value, String erased) {
    assertThat(ids.valueOrPath(value)).isEqualTo(erased);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-05-17",
        "2024/05/17",
        "call-17",
        "call-17-b",
        "call-17.wav",
        "/calls/call-17/a17.wav",
        "at 17, with zora",
        "17.5",
        "zorah",
        "[call-17, 2024-05-17]",
        "1.wav",
        "/backup/my_calls/1.wav",
        "/data/x/1.flac",
        "file:/x/other.wav",
        "zora.leeson",
        "my_calls/1.wav"
      })
  void whatOnlyHasAnIdInItStays(String value) {
    assertThat(ids.valueOrPath(value)).isEqualTo(value);
  }

  @Test
  void aGuidGoesFromAnyTextInAnySpelling() {
    String bare = PROFILE.replace("-", "").toUpperCase(Locale.ROOT);
    assertThat(ids.valueOrPath("seen as " + PROFILE + " and as " + bare + "_1"))
        .isEqualTo("seen as erased and as erased_1");
    assertThat(ids.isProfile(" " + bare + " ")).isTrue();
    assertThat(ids.isProfile(bare + "0")).isFalse();
    assertThat(ids.isProfile(null)).isFalse();
  }

  @Test
  void freeTextLosesWords() {
    assertThat(ids.words("zora, zora#0 and /calls/zora.wav, not zora2 or azora"))
        .isEqualTo("erased, erased#0 and /calls/erased.wav, not zora2 or azora");
  }

  @Test
  void nobodyIsMentionedWhereThereIsNobody() {
    IdsInText none = new IdsInText(new ErasureSubject(Set.of(), Set.of(), Set.of()));
    assertThat(none.words("zora")).isEqualTo("zora");
    assertThat(none.valueOrPath("/zora")).isEqualTo("/zora");
  }
}
