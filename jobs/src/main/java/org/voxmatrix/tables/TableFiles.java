package org.voxmatrix.tables;

import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.in;
import static org.apache.iceberg.expressions.Expressions.lessThan;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFiles;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.StrictMetricsEvaluator;
import org.apache.iceberg.io.CloseableIterable;

/** What can be told of a table, and deleted from it, by metadata alone: whole data files. */
public record TableFiles(Warehouse warehouse, VoxTable kind) {

  /**
   * A file as it is told from others: listings and metadata may spell scheme and authority apart.
   */
  public static String path(String location) {
    return new Path(location).toUri().getPath();
  }

  /** Changes with every commit; null before the first one. */
  public Long snapshot() {
    Table table = warehouse.existing(kind);
    Snapshot last = table == null ? null : table.currentSnapshot();
    return last == null ? null : last.snapshotId();
  }

  /** Bytes that are free where it lies; {@link Long#MAX_VALUE} where there is no limit. */
  public long freeBytes(Configuration hadoop) {
    Path path = new Path(warehouse.table(kind).location());
    try {
      FileSystem files = path.getFileSystem(hadoop);
      if (files.getUri().getScheme().equals("file")) {
        // Hadoop counts what is kept back for root, too.
        return new File(path.toUri().getPath()).getUsableSpace();
      }
      return files.getStatus(path).getRemaining();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many rows a run has. */
  public long count(String runId) {
    List<Long> counts = new ArrayList<>();
    ofRun(runId, file -> counts.add(file.recordCount()));
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** The waves of a run that have rows. */
  public SortedSet<Integer> waves(String runId) {
    SortedSet<Integer> waves = new TreeSet<>();
    ofRun(runId, file -> waves.add(file.partition().get(1, Integer.class)));
    return waves;
  }

  private void ofRun(String runId, Consumer<DataFile> use) {
    Table table = warehouse.existing(kind);
    if (table != null) {
      forEach(table.newScan().filter(equal("run_id", runId)), use);
    }
  }

  /** What tells the table from any other, drawn at random when it was created. */
  public Optional<String> uuid() {
    return Optional.ofNullable(warehouse.existing(kind)).map(table -> table.uuid().toString());
  }

  /** Deletes all that runs have written, in one commit. */
  public void deleteRuns(Collection<String> runIds) {
    if (warehouse.existing(kind) != null) {
      Expression any = in("run_id", runIds.toArray());
      warehouse.table(kind).newDelete().deleteFromRowFilter(any).commit();
    }
  }

  /**
   * Deletes the files of which every row is older, in one commit.
   *
   * @param column a time
   * @return how many rows
   */
  public long deleteOlder(String column, Instant before) {
    if (warehouse.existing(kind) == null) {
      return 0;
    }
    Table table = warehouse.table(kind);
    Expression past = lessThan(column, ChronoUnit.MICROS.between(Instant.EPOCH, before));
    StrictMetricsEvaluator wholly = new StrictMetricsEvaluator(table.schema(), past);
    List<DataFile> files = new ArrayList<>();
    forEach(
        table.newScan().filter(past).includeColumnStats(),
        file -> {
          if (wholly.eval(file)) {
            files.add(file.copyWithoutStats());
          }
        });
    if (!files.isEmpty()) {
      DeleteFiles delete = table.newDelete();
      files.forEach(delete::deleteFile);
      delete.commit();
    }
    return files.stream().mapToLong(DataFile::recordCount).sum();
  }

  /** The files that a scan would read. */
  static void forEach(TableScan scan, Consumer<DataFile> use) {
    try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
      tasks.forEach(task -> use.accept(task.file()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
