package org.voxmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.jobs.compare.BadRows;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.compare.engine.WaveLimits;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.jobs.identify.IdentifySettings;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.jobs.profiles.audio.PhraseCheck;
import org.voxmatrix.jobs.verify.VerifySettings;
import org.voxmatrix.recordings.Repeat;

/**
 * Plans keep their keys from version to version: another key would leave interrupted runs behind.
 * Former keys are those that the version before canonical plans computed.
 */
class PlanIdentityTest {

  private static final String FILES = "calls.parquet 1 2\n";
  private static final String PROFILES =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final ExtractOptions OPTIONS =
      ExtractOptions.DEFAULT.withChannels(List.of(0, 1)).withStart(1.5).withMaxSpeech(60);
  private static final ListenOptions LISTEN =
      new ListenOptions(
          "/models/other",
          Map.of(
              ProfileKind.TEXT_DEPENDENT,
              EnrollLimits.TEXT_DEPENDENT,
              ProfileKind.TEXT_INDEPENDENT,
              new EnrollLimits(1, 2, 3, 4, 5, 6, 7, 8)),
          PhraseCheck.SIMILARITY,
          null,
          0.5,
          List.of("/data"));

  static Stream<Arguments> plans() {
    return Stream.of(
        Arguments.of(
            extract(ExtractSettings.of("calls.parquet")),
            "KEY0",
            "1bfabdd3ef70da5e41ab38627be6a0d528c04541081cf560acbc8941799de093"),
        Arguments.of(
            extract(
                ExtractSettings.of("calls.parquet")
                    .withModel("/models/other")
                    .withOptions(OPTIONS)
                    .withRepeat(Repeat.AGAIN)
                    .withRetryOf("run-1")
                    .withLimit(5L)
                    .withAllowedRoots(List.of("/data", "s3a://calls"))
                    .withMaxBytes(1000)
                    .withWaveItems(3)
                    .withWaveBytes(4096)),
            "KEY1",
            "1e62d65539c7d4504a57b012cba93667152d7b7984bb5878abfc403768fa5749"),
        Arguments.of(
            CompareSettings.of("calls", "calls").plan("a", "b", "voxmatrix", "5de690b84f4ad7ad"),
            "KEY2",
            "efc206fbae009f35d6d2dec6ba24c8e8761368e325641fa0e5d157f0a33e205f"),
        Arguments.of(
            CompareSettings.of("calls", "calls")
                .withRawModel("random")
                .withBadRows(BadRows.SKIP)
                .withOutputs(new Outputs(false, 0.25, 5, Outputs.Of.BOTH))
                .withLimits(new WaveLimits(1, 2, 3, 4))
                .plan("a", "b", "random", null),
            "KEY3",
            "63915f9213e159f4facd53180f8e000e166ee02f374f004cc8d870b8820362c2"),
        Arguments.of(
            enroll(EnrollSettings.of("calls.parquet")),
            "KEY4",
            "d7672b4a790b2c6f0ba07a2474ca8187934624c4c27f7fb281a9b56911ceb3ac"),
        Arguments.of(
            enroll(
                EnrollSettings.of("calls.parquet")
                    .withListen(LISTEN)
                    .withUnknown(EnrollmentDecider.Unknown.CREATED)
                    .withKind(ProfileKind.TEXT_INDEPENDENT)
                    .withLocale("de-de")
                    .withRepeat(Repeat.AGAIN)
                    .withWaveItems(7)),
            "KEY5",
            "1aebd30aca32ffa0bc0a6b820bcbe1a1c791c9faf04031520e45456677f31748"),
        Arguments.of(
            verify(VerifySettings.of("calls.parquet"), 0.5),
            "KEY6",
            "b85ae12a1715fb3cec4fa673e423409d573bdc39c6cf4929af1bcf3c50600a20"),
        Arguments.of(
            verify(VerifySettings.of("calls.parquet").withListen(LISTEN).withWaveItems(7), 0.25),
            "KEY7",
            "b9344fc1c5a30f5805ab4e9c06a697a05b2754685e335ba270f87e7f1ae29b00"),
        Arguments.of(
            identify(IdentifySettings.of("calls.parquet")),
            "KEY8",
            "9ac5bbbf6b63712983eb4bc94fd9480b09d85125c8a62fab5aa19427b37ababb"),
        Arguments.of(
            identify(
                IdentifySettings.of("calls.parquet")
                    .withProfiles("watchlist.parquet")
                    .withModel("/models/other")
                    .withOptions(OPTIONS)
                    .withRanking(9)
                    .withMaxProfiles(50)
                    .withAllowedRoots(List.of("/data"))
                    .withMaxBytes(1000)
                    .withWaveItems(7)),
            "KEY9",
            "3ad1e0446856a1d973c331e581e05a1cc065f41cfbbe1e59a337ef19c0fbabf4"));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void aPlanHasTheKeyThatItAlwaysHad(RunPlan plan, String key, String formerKey) {
    assertThat(plan.formerKey()).isEqualTo(formerKey);
    assertThat(plan.key()).as(plan.text()).isEqualTo(key);
  }

  private static RunPlan extract(ExtractSettings settings) {
    return settings.plan(FILES, "voxmatrix", "5de690b84f4ad7ad");
  }

  private static RunPlan enroll(EnrollSettings settings) {
    return settings.plan(FILES, "voxmatrix", "5de690b84f4ad7ad");
  }

  private static RunPlan verify(VerifySettings settings, double minimum) {
    return settings.plan(FILES, PROFILES, minimum, "voxmatrix", "5de690b84f4ad7ad");
  }

  private static RunPlan identify(IdentifySettings settings) {
    return settings.plan(FILES, PROFILES, 0.5, "voxmatrix", "5de690b84f4ad7ad");
  }
}
