package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareResult;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.extract.ExtractJob;
import org.voxmatrix.jobs.extract.ExtractSettings;
import org.voxmatrix.ledger.Suppressions;
import org.voxmatrix.score.Side;
import org.voxmatrix.tables.VoxTable;

/** A recording may be called as the voiceprint of another is: {@code a#0}. */
@Tag("slow")
class LookAlikeErasureTest extends InOwnWarehouse {

  private static final StructType MANIFEST =
      new StructType().add("recording_id", DataTypes.StringType).add("uri", DataTypes.StringType);

  @Test
  void theOneThatIsMeantGoesAndTheOtherStays() {
    RunResult extracted = extract();
    assertThat(TableRows.texts(warehouse, VoxTable.VOICEPRINTS, "id", "recording_id"))
        .containsExactly("a#0 a", "a#0#0 a#0", "b#0 b");
    String run = "run:" + extracted.runId();
    CompareResult before = compare(run);
    String ids = folder.resolve("ids").toString();
    own.spark()
        .table(VoxTable.VOICEPRINTS.sqlName())
        .where("id <> 'a#0#0'")
        .select("id", "voiceprint")
        .write()
        .parquet(ids);

    EraseResult erased = erase("a#0");

    assertThat(erased.unknown().isEmpty()).isTrue();
    assertThat(TableRows.texts(warehouse, VoxTable.VOICEPRINTS, "id"))
        .containsExactly("a#0", "b#0");
    assertThat(TableRows.texts(warehouse, VoxTable.PLAN_ITEMS, "item_id"))
        .contains("a", "b", "erased")
        .doesNotContain("a#0");
    ScoreBlocks blocks = new ScoreBlocks(warehouse);
    assertThat(blocks.members(before.runId(), Side.A)).containsExactly("a#0", "erased", "b#0");
    assertThat(TableRows.texts(warehouse, VoxTable.HITS, "id_a", "id_b"))
        .isNotEmpty()
        .allMatch(pair -> pair.matches("(a#0|b#0) (a#0|b#0)"));
    for (String later : List.of(run, "voiceprints", ids)) {
      assertThat(blocks.members(compare(later).runId(), Side.A))
          .as(later)
          .containsExactly("a#0", "b#0");
    }
  }

  /** As versions before this one left the list. */
  @Test
  void anErasureOfAnEarlierVersionDoesNotBlankTheOther() {
    RunResult extracted = extract();
    Suppressions.load(warehouse)
        .add(warehouse, "old", null, Map.of(Suppressions.Kind.RECORDING, List.of("a#0")));
    CompareResult compared = compare("run:" + extracted.runId());
    assertThat(new ScoreBlocks(warehouse).members(compared.runId(), Side.A))
        .containsExactly("a#0", "b#0");
  }

  @Test
  void theOtherWayRoundTooTheLongerNameStays() {
    extract();
    erase("a");
    assertThat(TableRows.texts(warehouse, VoxTable.VOICEPRINTS, "id"))
        .containsExactly("a#0#0", "b#0");
    assertThat(TableRows.texts(warehouse, VoxTable.TASKS, "item_id", "state"))
        .containsExactly("a#0 done", "b done", "erased rejected");
  }

  /** Sets of the user's own may name recordings without a channel. */
  @Test
  void whereNoOtherIsKnownTheIdItselfIsErasedAndStaysOut() throws IOException {
    List<Row> rows =
        List.of(
            RowFactory.create("zora#0", RawSets.raw(1, 0)),
            RowFactory.create("bert#0", RawSets.raw(0, 1)));
    String set =
        Manifests.write(
            folder,
            rows,
            new StructType()
                .add("id", DataTypes.StringType)
                .add("voiceprint", DataTypes.StringType));
    CompareSettings settings =
        CompareSettings.of(set, set)
            .withRawModel("other")
            .withOutputs(new Outputs(true, Double.NEGATIVE_INFINITY, 1, Outputs.Of.ROWS));
    new CompareJob(own.context(), settings).execute();
    assertThat(DiskScan.of(own.folder(), "zora").folders()).contains("main/set_members/data");

    EraseResult erased = erase("zora#0");

    assertThat(erased.unknown().isEmpty()).isTrue();
    assertThat(DiskScan.of(own.folder(), "zora").found()).isEmpty();
    CompareResult again = new CompareJob(own.context(), settings).execute();
    assertThat(new ScoreBlocks(warehouse).members(again.runId(), Side.A)).containsExactly("bert#0");
    assertThat(DiskScan.of(own.folder(), "zora").found()).isEmpty();
  }

  private RunResult extract() {
    List<Row> rows =
        List.of(
            RowFactory.create("a", Manifests.sample("voices/catalan-ona/catalan-ona-1.wav")),
            RowFactory.create("a#0", Manifests.sample("voices/catalan-ona/catalan-ona-4.wav")),
            RowFactory.create("b", Manifests.sample("voices/czech-dita/czech-dita-1.wav")));
    String manifest = Manifests.write(folder, rows, MANIFEST);
    return new ExtractJob(own.context(), ExtractSettings.of(manifest)).execute();
  }

  private CompareResult compare(String set) {
    return new CompareJob(
            own.context(),
            CompareSettings.of(set, set)
                .withOutputs(new Outputs(true, Double.NEGATIVE_INFINITY, 2, Outputs.Of.ROWS)))
        .execute();
  }

  private EraseResult erase(String recording) {
    return new EraseJob(own.context(), EraseSettings.of(List.of(recording), List.of())).execute();
  }
}
