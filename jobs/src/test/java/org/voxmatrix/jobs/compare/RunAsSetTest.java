package org.voxmatrix.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.BrokenProgress;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.OwnWarehouse;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.compare.engine.WaveLimits;
import org.voxmatrix.jobs.export.ExportJob;
import org.voxmatrix.jobs.export.ExportSettings;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.ledger.State;
import org.voxmatrix.ledger.Suppressions;

/** The voiceprints of a run as a set: all of them, and the same ones when it is resumed. */
class RunAsSetTest {

  private static final String RUN = "44444444-4444-4444-4444-444444444444";
  private static final String REASON = "the terminal is gone";

  @TempDir Path folder;

  @Tag("slow")
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
                  Manifests.sample("voices/english-slt/english-slt-1.flac"),
                  "c",
                  Manifests.sample("voices/english-slt/english-slt-2.opus")));
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
      ExportSettings scores =
          ExportSettings.of("scores", folder.resolve("scores").toString())
              .withRunId(cutOff.runId());
      assertThatThrownBy(
              () -> new ExportJob(own.spark(), own.context().warehouse(), scores).execute())
          .isInstanceOfSatisfying(
              RequestException.class,
              refused ->
                  assertThat(refused.detail().get(0).type())
                      .isEqualTo(Fault.RUN_UNFINISHED.type()));
      own.context().spark().sql("DELETE FROM vox.main.voiceprints WHERE recording_id = 'a'");
      assertRefused(cutOff, extraction, Fault.RUN_OTHER_PLAN);

      CompareResult rest = compare(own.context(), extraction);
      assertThat(rest.state()).as(rest.detail()).isEqualTo(State.DONE);
      assertThat(rest.columns()).isEqualTo(2);

      own.spark().sql("UPDATE vox.main.voiceprints SET voiceprint = NULL WHERE recording_id = 'b'");
      for (String name :
          List.of(
              "run:" + extraction,
              "run:" + extraction.toUpperCase(Locale.ROOT),
              "voiceprints",
              "vox.main.voiceprints")) {
        CompareResult spoken =
            new CompareJob(own.context(), CompareSettings.of(name, name)).execute();
        assertThat(spoken.state()).as(name).isEqualTo(State.DONE);
        assertThat(spoken.columns()).as(name).isOne();
      }
    }
  }

  @Test
  void setsAreChosenAnewAfterAnErasureBetweenTheirChoiceAndTheLease() throws Exception {
    try (OwnWarehouse own = OwnWarehouse.in(folder.resolve("warehouse"))) {
      String set = RawSets.write(folder, "set", RawSets.random(3, 4, 1));
      SetPair.Choice choice =
          (context, model, measures) -> {
            SetPair pair = new SetPair.Named(set, set).open(context, model, measures);
            Suppressions.load(context.warehouse())
                .add(
                    context.warehouse(),
                    RUN,
                    null,
                    Map.of(Suppressions.Kind.RECORDING, List.of("set-000001")));
            return pair;
          };
      CompareSettings settings =
          new CompareSettings(
              choice,
              "random",
              null,
              BadRows.REJECT,
              Outputs.MATRIX,
              WaveLimits.DEFAULT,
              null,
              null,
              null);
      CompareResult compared = new CompareJob(own.context(), settings).execute();
      assertThat(compared.columns()).as("chosen anew").isEqualTo(2);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_537})
  void blocksOfImpossibleSizeAreRefused(int columns) {
    assertThatThrownBy(() -> new WaveLimits(1, 1, 1, columns))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("block_columns is " + columns);
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
