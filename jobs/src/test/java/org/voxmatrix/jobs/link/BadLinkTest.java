package org.voxmatrix.jobs.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.jobs.calibrate.CalibrateJob;
import org.voxmatrix.jobs.calibrate.CalibrateSettings;
import org.voxmatrix.jobs.compare.cohort.CohortChoice;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.TrialChoice;

/** What cannot be linked is told in one line, with its type. */
class BadLinkTest extends LinkTests {

  @Test
  void settings() {
    refused(() -> LinkSettings.of("set", 1.5), Fault.REQUEST_BAD_VALUE, "must be -1.0 to 1.0");
    refused(() -> LinkSettings.of("set", Double.NaN), Fault.REQUEST_BAD_VALUE, "NaN");
    LinkSettings normalized =
        LinkSettings.of("set", 0.5).withCohort(new CohortChoice(CohortChoice.OWN, 20));
    assertThat(normalized.withThreshold(4).threshold()).isEqualTo(4);
    refused(
        () -> normalized.withThreshold(Double.POSITIVE_INFINITY),
        Fault.REQUEST_BAD_VALUE,
        "must be a number");
    refused(
        () -> LinkSettings.of("set", 0.5).withMaxSize(1),
        Fault.REQUEST_BAD_VALUE,
        "max_size is 1; it must be 2 to 20000");
  }

  @Test
  void sets() {
    String empty = set("empty");
    String nan = set("nan", Angle.of("a", 0), Angle.of("b", Double.NaN), Angle.of("c", 1));
    refused(() -> link(within(20, empty)), Fault.SET_EMPTY, "is empty");
    refused(() -> link(within(20, nan)), Fault.VOICEPRINT_BAD_VALUE, "");
    assertThat(link(within(20, nan).withSkipBad(true)).found().voiceprints()).isEqualTo(2);
    refused(
        () -> link(within(20, "run:77777777-7777-7777-7777-777777777777")),
        Fault.RUN_NOT_FOUND,
        "Run not found");
  }

  @Test
  void labels() throws IOException {
    String set = set("set", Angle.of("a", 0).of("anna"), Angle.of("b", 1));
    Path nobody = Files.writeString(folder.resolve("nobody.txt"), "zora x\n");
    refused(
        () -> link(within(20, set).withLabels(nobody.toString())),
        Fault.REQUEST_BAD_VALUE,
        "gives no voiceprint of the set a speaker");
    refused(
        () -> link(within(20, set).withLabels("age")),
        Fault.REQUEST_MISSING_COLUMN,
        "has no column age");
    refused(
        () -> link(within(20, set).withLabels("recording_id")),
        Fault.REQUEST_BAD_VALUE,
        "names no speaker");
  }

  @Test
  void formerRunsAndCalibrations() {
    String set = People.write(folder, "people", new People(5).of(10, 4));
    LinkResult random = link(LinkSettings.of(set, 0.3).withRawModel("random"));
    LinkSettings other = LinkSettings.of(set, 0.3).withRawModel("other");
    refused(
        () -> link(other.withFormer(random.runId())),
        Fault.REQUEST_BAD_VALUE,
        "The former run is of model random, not of other");
    refused(() -> link(other.withFormer("yesterday")), Fault.RUN_NOT_FOUND, "Run not found");
    assertThat(link(other).found().formerRunId()).isNull();

    String calibration =
        new CalibrateJob(
                own.context(),
                CalibrateSettings.of(
                    EvaluateSettings.of(TrialChoice.ofSets(set, set, "speaker"))
                        .withRawModel("random")))
            .execute()
            .runId();
    refused(
        () -> link(other.withCalibration(calibration)),
        Fault.CALIBRATION_OTHER_SCORES,
        "not for cosine of model other");
    refused(
        () -> link(other.withRawModel("random").withCalibration(calibration).withThreshold(99)),
        Fault.REQUEST_BAD_VALUE,
        "the calibration gives at most");
    assertThat(List.of(random.found().model())).containsExactly("random");
  }

  private static void refused(Runnable action, Fault fault, String message) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            RequestException.class, refusal -> assertThat(refusal.has(fault)).isTrue())
        .hasMessageContaining(message);
  }
}
