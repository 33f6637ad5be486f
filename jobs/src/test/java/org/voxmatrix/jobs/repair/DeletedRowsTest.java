package org.voxmatrix.jobs.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.Iterables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.ledger.CallerIds;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.ledger.State;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.repair.Depth;

/**
 * Rows that a user has deleted by SQL of their own, as Iceberg's delete files, do not come back.
 */
class DeletedRowsTest extends InOwnWarehouse {

  private static final String FILES = "SELECT file_path FROM vox.main.voiceprints.";

  private String runId;

  /** Two waves of three rows, of which a user deletes one. */
  @BeforeEach
  void fill() {
    warehouse.createTables();
    CallerIds caller = new CallerIds(null, null);
    Run run =
        Run.open(
            warehouse, new Run.Request("extract", "plan", "{}", null, null, null, caller, null));
    runId = run.id();
    run.plan(
        IntStream.range(0, 6)
            .mapToObj(i -> new PlanItem(i / 3, i, "t" + i, "r" + i, null, 1, "f", i, false, null))
            .toList(),
        2,
        0);
    for (int wave : List.of(0, 1)) {
      Table voiceprints = warehouse.table(VoxTable.VOICEPRINTS);
      Rows.append(
          voiceprints,
          IntStream.range(3 * wave, 3 * wave + 3)
              .mapToObj(i -> TableRows.row(voiceprints, of("r" + i, wave)))
              .toList());
      TableRows.add(warehouse, VoxTable.TASKS, Map.of("run_id", runId, "wave", wave));
    }
    run.finish(State.DONE);
    own.spark()
        .sql(
            "ALTER TABLE vox.main.voiceprints"
                + " SET TBLPROPERTIES ('write.delete.mode' = 'merge-on-read')");
    own.spark().sql("DELETE FROM vox.main.voiceprints WHERE recording_id = 'r1'");
    assertThat(recordings()).containsExactly("r0", "r2", "r3", "r4", "r5");
    assertThat(files("delete_files")).hasSize(1);
  }

  private Map<String, Object> of(String recording, int wave) {
    return Map.of("run_id", runId, "wave", wave, "recording_id", recording);
  }

  @Test
  void theyStayDeletedWhereOtherRowsAreLost() throws Exception {
    Files.delete(file("data_files", "wave=1"));
    RepairResult repaired = repair(false).apply();
    assertThat(repaired.undone()).isEqualTo(Map.of(runId, Set.of(1)));
    assertThat(recordings()).containsExactly("r0", "r2");
    assertThat(repair(false).find().isClean()).isTrue();
  }

  /** What may happen to a file of deletes. */
  enum Loss {
    MISSING {
      @Override
      void of(Path file) throws Exception {
        Files.delete(file);
      }
    },
    CUT {
      @Override
      void of(Path file) throws Exception {
        Files.write(file, new byte[7]);
      }
    },
    GARBAGE {
      @Override
      void of(Path file) throws Exception {
        Files.write(file, new byte[(int) Files.size(file)]);
      }
    };

    abstract void of(Path file) throws Exception;
  }

  @ParameterizedTest
  @EnumSource
  void aTableIsKeptWhoseDeletesAreLost(Loss loss) throws Exception {
    isKept(file("delete_files", "wave=0"), loss);
  }

  @Test
  void aTableIsKeptWhoseListOfDeletesIsLost() throws Exception {
    Table table = warehouse.table(VoxTable.VOICEPRINTS);
    String list =
        Iterables.getOnlyElement(table.currentSnapshot().deleteManifests(table.io())).path();
    isKept(Path.of(list.replaceFirst("^file:", "")), Loss.MISSING);
  }

  private void isKept(Path file, Loss loss) throws Exception {
    byte[] whole = Files.readAllBytes(file);
    loss.of(file);
    for (RepairResult result : List.of(repair(false).find(), repair(false).apply())) {
      assertThat(result.isClean()).isFalse();
      assertThat(result.kept())
          .isEqualTo(
              Map.of(
                  VoxTable.VOICEPRINTS, "rows that somebody has deleted from it would come back"));
      assertThat(result.undone()).isEmpty();
    }
    assertThatThrownBy(this::recordings)
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("voiceprints is damaged");
    Files.write(file, whole);
    assertThat(repair(false).find().isClean()).isTrue();
    assertThat(recordings()).containsExactly("r0", "r2", "r3", "r4", "r5");
    loss.of(file);
    repair(true).apply();
    assertThat(recordings()).containsExactly("r0", "r1", "r2", "r3", "r4", "r5");
  }

  /** They would count for rows that came later, too, so they are not carried over. */
  @Test
  void aTableIsKeptThatHasEqualityDeletes() throws Exception {
    deleteByEquality("r4");
    assertThat(recordings()).containsExactly("r0", "r2", "r3", "r5");
    Files.delete(file("data_files", "wave=0"));
    assertThat(repair(false).apply().kept()).containsOnlyKeys(VoxTable.VOICEPRINTS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void deletesThatAreWholeAreNoDamage(boolean equality) throws Exception {
    if (equality) {
      deleteByEquality("r4");
    }
    assertThat(repair(false).find().isClean()).isTrue();
  }

  private void deleteByEquality(String recording) throws Exception {
    Table table = warehouse.table(VoxTable.VOICEPRINTS);
    Schema id = table.schema().select("recording_id");
    Record any = TableRows.row(table, of(recording, 1));
    PartitionKey wave = new PartitionKey(table.spec(), table.schema());
    wave.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(any));
    EqualityDeleteWriter<Record> writer =
        new GenericFileWriterFactory.Builder(table)
            .deleteFileFormat(FileFormat.PARQUET)
            .equalityDeleteRowSchema(id)
            .equalityFieldIds(new int[] {id.columns().get(0).fieldId()})
            .build()
            .newEqualityDeleteWriter(
                OutputFileFactory.builderFor(table, 1, 1).build().newOutputFile(wave),
                table.spec(),
                wave);
    try (writer) {
      writer.write(GenericRecord.create(id).copy("recording_id", recording));
    }
    DeleteFile file = writer.toDeleteFile();
    table.newRowDelta().addDeletes(file).commit();
  }

  private RepairJob repair(boolean giveUp) {
    return new RepairJob(warehouse, Depth.CONTENTS, giveUp, Map.of());
  }

  private List<String> recordings() {
    return TableRows.texts(warehouse, VoxTable.VOICEPRINTS, "recording_id");
  }

  private Path file(String table, String wave) {
    return files(table).stream().filter(file -> file.toString().contains(wave)).findFirst().get();
  }

  private List<Path> files(String table) {
    return own.spark().sql(FILES + table).collectAsList().stream()
        .map(row -> Path.of(row.getString(0).replaceFirst("^file:", "")))
        .toList();
  }
}
