package org.voxmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.voxmatrix.access.Reach;
import org.voxmatrix.audio.input.WhenTruncated;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.jobs.compare.BadRows;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.compare.engine.WaveLimits;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.decision.OpenRule;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.jobs.identify.IdentifySettings;
import org.voxmatrix.jobs.link.LinkSettings;
import org.voxmatrix.jobs.link.cluster.Linkage;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.audio.Copies;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.jobs.profiles.audio.PhraseCheck;
import org.voxmatrix.jobs.profiles.audio.SeveralSpeakers;
import org.voxmatrix.jobs.upgrade.UpgradeSettings;
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
          Copies.REJECT,
          SeveralSpeakers.REJECT,
          List.of("/data"),
          Reach.DEFAULT,
          WhenTruncated.USE);

  static Stream<Arguments> plans() {
    return Stream.of(
        Arguments.of(
            extract(ExtractSettings.of("calls.parquet")),
            "cbdde6f147f16160876b4735f087770122424c2c2324d354b3bdbfd9f779ad03",
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
            "40c816763dc4a090de2b63e119e248d5c712138e22f34f2af908099b2cb14ed7",
            "1e62d65539c7d4504a57b012cba93667152d7b7984bb5878abfc403768fa5749"),
        Arguments.of(
            CompareSettings.of("calls", "calls")
                .plan("a", "b", "voxmatrix", "5de690b84f4ad7ad", null, null),
            "8e58a822a01ef4dbe73a64e0dbc6c91fbbe23dc180da6c603154bc288bd5f980",
            "efc206fbae009f35d6d2dec6ba24c8e8761368e325641fa0e5d157f0a33e205f"),
        Arguments.of(
            CompareSettings.of("calls", "calls")
                .withRawModel("random")
                .withBadRows(BadRows.SKIP)
                .withOutputs(new Outputs(false, 0.25, 5, Outputs.Of.BOTH))
                .withLimits(new WaveLimits(1, 2, 3, 4))
                .plan("a", "b", "random", null, null, null),
            "04d2711122c8d5128e883e75eee269478169955c2a4db58565e40309cc5d7101",
            "63915f9213e159f4facd53180f8e000e166ee02f374f004cc8d870b8820362c2"),
        Arguments.of(
            enroll(EnrollSettings.of("calls.parquet")),
            "8a299c14e364be015c6b9a60eacd50b1909f7c51ae097c9d40c81e81a324e8ad",
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
            "0b75ac055e81b63308a0d79b9550ec0ec288d78f8603cd010ecaef1c80aedf95",
            "1aebd30aca32ffa0bc0a6b820bcbe1a1c791c9faf04031520e45456677f31748"),
        Arguments.of(
            verify(VerifySettings.of("calls.parquet"), 0.5),
            "4d317d9488165edd114674f292b4fe4b792c1282d2d635f62a95bba4e38c9b27",
            "b85ae12a1715fb3cec4fa673e423409d573bdc39c6cf4929af1bcf3c50600a20"),
        Arguments.of(
            verify(VerifySettings.of("calls.parquet").withListen(LISTEN).withWaveItems(7), 0.25),
            "a6cd671a8f4760f24f0806c96bb3857adba299c21eed9957824bc30c95ac4794",
            "b9344fc1c5a30f5805ab4e9c06a697a05b2754685e335ba270f87e7f1ae29b00"),
        Arguments.of(
            identify(IdentifySettings.of("calls.parquet")),
            "1e6097516cf3a0f2ba0b584f38599367abb2348034fc6f5c848a55e3dcc8612f",
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
            "8b91ea5f86c2fc208f3eda53e8e65bb794e3d19736ae012ce254d03bd4df7dd2",
            "3ad1e0446856a1d973c331e581e05a1cc065f41cfbbe1e59a337ef19c0fbabf4"),
        Arguments.of(
            link(LinkSettings.of("calls", 0.5)),
            "ba9bc452260a053b2ded2e9f6a76bb84ae4cd27f0fa85004d72c7b645e029c27",
            null),
        Arguments.of(
            link(
                LinkSettings.of("calls", 0.5)
                    .withLabels("speaker")
                    .withRawModel("random")
                    .withSkipBad(true)
                    .withCalibration("latest")
                    .withThreshold(4.5)
                    .withLinkage(Linkage.COMPLETE)
                    .withMaxSize(100)
                    .withFormer("none")),
            "0f452960ec997af884a3917c4e0b09ab0c6e0f0b9de40e2bfe5bbf5daa8fcc2f",
            null),
        Arguments.of(
            upgrade(UpgradeSettings.to("/models/other", "lists")),
            "e5f9c3729555ffa39441aa6446d53d7d1580d10101c30791329e8a1ef21d4eb5",
            null),
        Arguments.of(
            upgrade(
                UpgradeSettings.to("/models/other", "lists")
                    .withFrom("/models/one")
                    .withFromName("one")
                    .withOptions(OPTIONS)
                    .withLimits(LISTEN.limits())
                    .withAllowedRoots(List.of("/data"))
                    .withMaxBytes(1000)
                    .withWaveItems(7)
                    .withLabels("speaker")
                    .withSample(50)),
            "e75978796fb69c8eaffc089edc05213f3cc279ab01239c6917da69adf4bfe655",
            null));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void aPlanHasTheKeyThatItAlwaysHad(RunPlan plan, String key, String formerKey) {
    assertThat(plan.formerKey()).isEqualTo(formerKey);
    assertThat(plan.key()).as(plan.text()).isEqualTo(key);
  }

  private static final OpenRule OF_MODEL =
      new OpenRule(DecisionRule.OF_MODEL, null, "cosine", null);

  private static RunPlan extract(ExtractSettings settings) {
    return settings.plan(FILES, "voxmatrix", "5de690b84f4ad7ad");
  }

  private static RunPlan enroll(EnrollSettings settings) {
    return settings.plan(FILES, "voxmatrix", "5de690b84f4ad7ad");
  }

  private static RunPlan verify(VerifySettings settings, double minimum) {
    return settings.plan(FILES, PROFILES, minimum, OF_MODEL, "voxmatrix", "5de690b84f4ad7ad");
  }

  private static RunPlan link(LinkSettings settings) {
    return settings.plan(Map.of("a_sha256", "a"), new SetModel(null, "random"));
  }

  private static RunPlan upgrade(UpgradeSettings settings) {
    return settings.plan("0123456789abcdef", "voxmatrix", "5de690b84f4ad7ad");
  }

  private static RunPlan identify(IdentifySettings settings) {
    return settings.plan(FILES, PROFILES, 0.5, OF_MODEL, "voxmatrix", "5de690b84f4ad7ad");
  }
}
