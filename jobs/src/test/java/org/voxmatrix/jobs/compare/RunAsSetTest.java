package org.voxmatrix.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.BrokenProgress;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.OwnWarehouse;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.ledger.State;

/** The voiceprints of a run as a set: all of them, and the same ones when it is resumed. */
class RunAsSetTest {

  private static final String REASON = "the terminal is gone";

  @TempDir Path folder;

  @Test
  void anUnfinishedRunIsNoSetAndAFinishedOneKeepsItsContent() throws Exception {
    try (OwnWarehouse own = OwnWarehouse.in(folder.resolve("warehouse"))) {
      String extraction = UUID.randomUUID().toString();
      JobContext extract = own.context().withRunId(extraction);
      ExtractSettings recordings =
          ExtractSettings.of(
              Manifests.of(
                  folder,
                  "a",
                  Manifests.sample("voices/english-rms/english-rms-1.wav"),
                  "b",
                  Manifests.sample("voices/english-slt/english-slt-1.flac")));
      assertThatThrownBy(
              () ->
                  new ExtractJob(extract.withProgress(new BrokenProgress(REASON)), recordings)
                      .execute())
          .hasMessage(REASON);
      assertRefused(own.context(), extraction, Fault.RUN_UNFINISHED);
      new ExtractJob(extract, recordings).execute();

      JobContext cutOff = own.context().withRunId(UUID.randomUUID().toString());
      assertThatThrownBy(() -> compare(cutOff.withProgress(new BrokenProgress(REASON)), extraction))
          .hasMessage(REASON);
      own.context().spark().sql("DELETE FROM vox.main.voiceprints WHERE recording_id = 'a'");
      assertRefused(cutOff, extraction, Fault.RUN_OTHER_PLAN);

      CompareResult rest = compare(own.context(), extraction);
      assertThat(rest.state()).as(rest.detail()).isEqualTo(State.DONE);
      assertThat(rest.columns()).isOne();
    }
  }

  @Test
  void anUnknownRunIsNotFound() throws Exception {
    try (OwnWarehouse own = OwnWarehouse.in(folder.resolve("warehouse"))) {
      assertRefused(own.context(), UUID.randomUUID().toString(), Fault.RUN_NOT_FOUND);
    }
  }

  private static void assertRefused(JobContext context, String run, Fault why) {
    assertThatThrownBy(() -> compare(context, run))
        .isInstanceOfSatisfying(
            RequestException.class,
            refused -> assertThat(refused.detail().get(0).type()).isEqualTo(why.type()));
  }

  private static CompareResult compare(JobContext context, String run) {
    return new CompareJob(context, CompareSettings.of("run:" + run, "run:" + run)).execute();
  }
}
