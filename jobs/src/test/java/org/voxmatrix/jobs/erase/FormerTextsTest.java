package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** On rows as the version before wrote them. */
class FormerTextsTest {

  @Test
  void comparisonsLoseTheIdsThatTheyNamed() {
    assertThat(
            FormerTexts.detail(
                "[{\"location\":[\"voiceprints_a\",3],\"message\":\"The id 17 stands in the set"
                    + " before: give each voiceprint its own.\",\"type\":\"set.duplicate-id\","
                    + "\"context\":{\"id\":\"17#0\",\"size\":17}},"
                    + "{\"location\":[\"voiceprints_b\"],\"message\":\"Set voiceprints_b is empty:"
                    + " give it voiceprints.\",\"type\":\"set.empty\",\"context\":{}}]"))
        .isEqualTo(
            "[{\"location\":[\"voiceprints_a\",3],\"message\":\"The voiceprint cannot be"
                + " compared.\",\"type\":\"set.duplicate-id\",\"context\":{\"size\":17}},"
                + "{\"location\":[\"voiceprints_b\"],\"message\":\"Set voiceprints_b is empty:"
                + " give it voiceprints.\",\"type\":\"set.empty\",\"context\":{}}]");
  }

  @Test
  void exceptionsLoseWhatTheySaid() {
    String failed =
        "[{\"location\":[\"root\"],\"message\":\"The recording could not be processed.\","
            + "\"type\":\"internal\",\"context\":{\"exception\":\"java.io.IOException%s\"}}]";
    assertThat(FormerTexts.detail(failed.formatted(": /calls/zora.wav failed")))
        .isEqualTo(failed.formatted(""));
    String now = failed.formatted(" < java.net.SocketException");
    assertThat(FormerTexts.detail(now)).isSameAs(now);
  }

  @Test
  void errorsKeepTheClass() {
    assertThat(
            FormerTexts.error(
                "{\"type\":\"internal\",\"message\":\"Service error.\",\"detail\":[{\"location\":"
                    + "[\"root\"],\"message\":\"java.lang.IllegalStateException: at zora\","
                    + "\"type\":\"internal\",\"context\":{}}]}"))
        .isEqualTo(
            "{\"type\":\"internal\",\"message\":\"Service error.\",\"detail\":[{\"location\":"
                + "[\"root\"],\"message\":\"java.lang.IllegalStateException\","
                + "\"type\":\"internal\",\"context\":{\"exception\":"
                + "\"java.lang.IllegalStateException\"}}]}");
    String random = "{\"detail\":[{\"message\":\"blue zora.wav\",\"context\":{}}]}";
    assertThat(FormerTexts.error(random)).doesNotContain("zora");
    assertThat(FormerTexts.error(null)).isNull();
  }

  @Test
  void whatIsWrittenNowStaysByteForByte() {
    String error =
        "{ \"detail\":[{\"message\":\"Any words of 17.\",\"context\":{\"exception\":\"x\"}}] }";
    assertThat(FormerTexts.error(error)).isSameAs(error);
    String detail = "[ {\"message\":\"An SNR of 17 dB.\",\"context\":{\"snr_db\":17.50}} ]";
    assertThat(FormerTexts.detail(detail)).isSameAs(detail);
    assertThat(FormerTexts.detail("")).isEmpty();
  }
}
