package org.voxmatrix.tables;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;

/** Reads and replaces rows of small tables without a Spark job. */
public final class Rows {

  /** Key of a snapshot's summary: the run that committed it. */
  public static final String RUN_ID = "voxmatrix.run-id";

  private Rows() {}

  /** All rows that match, of an existing table; none where {@code table} is null. */
  public static List<Record> read(Table table, Expression filter) {
    List<Record> found = new ArrayList<>();
    forEach(table, filter, found::add);
    return found;
  }

  /** As {@link #read}, one by one. */
  public static void forEach(Table table, Expression filter, Consumer<Record> use) {
    forEach(table, filter, List.of("*"), use);
  }

  /** As above, with some columns alone; {@code *} for all. */
  public static void forEach(
      Table table, Expression filter, Collection<String> columns, Consumer<Record> use) {
    if (table == null) {
      return;
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).where(filter).select(columns.toArray(String[]::new)).build()) {
      rows.forEach(use);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many rows match; only the columns of the filter are read. */
  public static long count(Table table, Expression filter) {
    if (table == null) {
      return 0;
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).where(filter).select("run_id").build()) {
      long count = 0;
      for (Record ignored : rows) {
        count++;
      }
      return count;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a wave. */
  public static Expression wave(String runId, int wave) {
    return and(equal("run_id", runId), equal("wave", wave));
  }

  /** Replaces the rows of a wave, in one commit that bears the run's id. */
  public static void overwriteWave(Table table, String runId, int wave, List<Record> rows) {
    commit(table, table.newOverwrite().set(RUN_ID, runId), wave(runId, wave), rows);
  }

  /**
   * As {@link #overwriteWave}, but only if no other writer touched the table since {@code seen}.
   *
   * @param seen the snapshot that was read, or null when the table had none
   * @throws org.apache.iceberg.exceptions.ValidationException if another writer came first
   */
  public static void overwriteWaveUnchanged(
      Table table, Snapshot seen, String runId, int wave, List<Record> rows) {
    OverwriteFiles overwrite = unchanged(table, seen, alwaysTrue()).set(RUN_ID, runId);
    commit(table, overwrite, wave(runId, wave), rows);
  }

  /**
   * Replaces the partition that {@code filter} selects by {@code rows}, in one commit.
   *
   * @param rows rows of that one partition; empty only deletes
   */
  public static void overwrite(Table table, Expression filter, List<Record> rows) {
    commit(table, table.newOverwrite(), filter, rows);
  }

  /** Adds rows of one partition, in one commit. */
  public static void append(Table table, List<Record> rows) {
    table.newAppend().appendFile(write(table, rows)).commit();
  }

  /**
   * As {@link #overwrite}, but only if no other writer touched those rows since {@code seen}.
   *
   * @param seen the snapshot that was read, or null when the table had none
   * @throws org.apache.iceberg.exceptions.ValidationException if another writer came first
   */
  public static void overwriteUnchanged(
      Table table, Snapshot seen, Expression filter, List<Record> rows) {
    overwriteUnchanged(table, seen, filter, filter, rows);
  }

  /** As above, but only if no other writer touched rows that {@code guarded} selects. */
  public static void overwriteUnchanged(
      Table table, Snapshot seen, Expression filter, Expression guarded, List<Record> rows) {
    commit(table, unchanged(table, seen, guarded), filter, rows);
  }

  private static OverwriteFiles unchanged(Table table, Snapshot seen, Expression guarded) {
    OverwriteFiles overwrite =
        table
            .newOverwrite()
            .conflictDetectionFilter(guarded)
            .validateNoConflictingData()
            .validateNoConflictingDeletes();
    return seen == null ? overwrite : overwrite.validateFromSnapshot(seen.snapshotId());
  }

  private static void commit(
      Table table, OverwriteFiles overwrite, Expression filter, List<Record> rows) {
    overwrite.overwriteByRowFilter(filter);
    if (!rows.isEmpty()) {
      overwrite.addFile(write(table, rows));
    }
    overwrite.commit();
  }

  private static DataFile write(Table table, List<Record> rows) {
    DataWriter<Record> writer = writer(table, rows.get(0), 0);
    try (writer) {
      rows.forEach(writer::write);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return writer.toDataFile();
  }

  /**
   * Opens a new file for rows of one partition of the table.
   *
   * @param row any of them
   * @param task number of the task that writes, for the file's name
   */
  static DataWriter<Record> writer(Table table, Record row, int task) {
    PartitionKey partition = new PartitionKey(table.spec(), table.schema());
    partition.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(row));
    OutputFileFactory files =
        OutputFileFactory.builderFor(table, task, 0)
            .format(FileFormat.PARQUET)
            .operationId(UUID.randomUUID().toString())
            .build();
    return new GenericFileWriterFactory.Builder(table)
        .dataFileFormat(FileFormat.PARQUET)
        .dataSchema(table.schema())
        .build()
        .newDataWriter(files.newOutputFile(partition), table.spec(), partition);
  }
}
