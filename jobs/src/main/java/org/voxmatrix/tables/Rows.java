package org.voxmatrix.tables;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PendingUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.util.SerializationUtil;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.TableFault;

/** Reads and replaces rows of small tables without a Spark job. */
public final class Rows {

  /** Key of a snapshot's summary: the run that committed it. */
  static final String RUN_ID = "voxmatrix.run-id";

  private Rows() {}

  /** All rows that match, of an existing table; none where {@code table} is null. */
  public static List<Record> read(Table table, Expression filter) {
    List<Record> found = new ArrayList<>();
    forEach(table, filter, List.of("*"), found::add);
    return found;
  }

  /** As {@link #read}, one by one and with some columns alone; {@code *} for all. */
  static void forEach(
      Table table, Expression filter, Collection<String> columns, Consumer<Record> use) {
    if (table == null) {
      return;
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).where(filter).select(columns.toArray(String[]::new)).build()) {
      rows.forEach(use);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw TableFault.of(table.name().replaceFirst(".*\\.", ""), e);
    }
  }

  /** How many rows match; only the columns of the filter are read. */
  static long count(Table table, Expression filter) {
    long[] count = {0};
    forEach(table, filter, List.of("run_id"), row -> count[0]++);
    return count[0];
  }

  /** The rows of a wave. */
  public static Expression wave(String runId, int wave) {
    return and(equal("run_id", runId), equal("wave", wave));
  }

  /** Replaces the rows of a wave, in one commit that bears the run's id. */
  static void overwriteWave(Table table, String runId, int wave, List<Record> rows) {
    commit(table, table.newOverwrite().set(RUN_ID, runId), wave(runId, wave), rows);
  }

  /**
   * Replaces the partitions that {@code filter} selects by {@code rows}, in one commit.
   *
   * @param rows rows of those partitions; empty only deletes
   */
  public static void overwrite(Table table, Expression filter, List<Record> rows) {
    commit(table, table.newOverwrite(), filter, rows);
  }

  /** Adds rows, in one commit. */
  public static void append(Table table, List<Record> rows) {
    List<DataFile> files = write(table, rows);
    AppendFiles append = table.newAppend();
    files.forEach(append::appendFile);
    commit(table, append, files);
  }

  static void commit(Table table, OverwriteFiles overwrite, Expression filter, List<Record> rows) {
    replace(table, overwrite, filter, write(table, rows));
  }

  /** Replaces rows by those of files, in one commit; who may not commit leaves no files behind. */
  static void replace(
      Table table, OverwriteFiles overwrite, Expression filter, List<DataFile> files) {
    overwrite.overwriteByRowFilter(filter);
    files.forEach(overwrite::addFile);
    commit(table, overwrite, files);
  }

  /** Commits; who may not leaves no files behind. */
  static void commit(Table table, PendingUpdate<?> update, List<DataFile> files) {
    try {
      update.commit();
    } catch (RequestException fenced) {
      files.forEach(file -> table.io().deleteFile(file.location()));
      throw fenced;
    }
  }

  /** What tasks have serialized: by Iceberg's own helper, whose class loader knows the classes. */
  static List<DataFile> files(Collection<byte[]> serialized) {
    return serialized.stream().map(SerializationUtil::<DataFile>deserializeFromBytes).toList();
  }

  /** One file for each partition. */
  private static List<DataFile> write(Table table, List<Record> rows) {
    Map<PartitionKey, List<Record>> partitions = new LinkedHashMap<>();
    rows.forEach(
        row ->
            partitions.computeIfAbsent(partition(table, row), key -> new ArrayList<>()).add(row));
    List<DataFile> files = new ArrayList<>();
    for (List<Record> partition : partitions.values()) {
      DataWriter<Record> writer = writer(table, partition.get(0), 0);
      try (writer) {
        partition.forEach(writer::write);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      files.add(writer.toDataFile());
    }
    return files;
  }

  private static PartitionKey partition(Table table, Record row) {
    PartitionKey partition = new PartitionKey(table.spec(), table.schema());
    partition.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(row));
    return partition;
  }

  /**
   * Opens a new file for rows of one partition of the table.
   *
   * @param row any of them
   * @param task number of the task that writes, for the file's name
   */
  static DataWriter<Record> writer(Table table, Record row, int task) {
    PartitionKey partition = partition(table, row);
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
