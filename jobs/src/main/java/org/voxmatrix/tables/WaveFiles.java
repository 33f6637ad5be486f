package org.voxmatrix.tables;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.util.SerializationUtil;

/**
 * A wave's rows of one table, written by tasks wherever they run and committed by the driver. A
 * task's file counts only once its {@link #commit} has named it, so tasks may be run twice.
 */
public final class WaveFiles implements Serializable {

  private static final long serialVersionUID = 1L;

  private final VoxTable kind;
  private final Table table;
  private final String runId;
  private final int wave;
  private final HashMap<String, Object> presets = new HashMap<>();

  public WaveFiles(Warehouse warehouse, VoxTable kind, String runId, int wave) {
    this.kind = kind;
    this.table = SerializableTable.copyOf(warehouse.table(kind));
    this.runId = runId;
    this.wave = wave;
  }

  /** Sets a column for all rows of the wave. */
  public void preset(String column, Serializable value) {
    presets.put(column, value);
  }

  /** Opens a file in a task. Its rows need no {@code run_id} and {@code wave}. */
  public WaveFile open(int partition) {
    return new WaveFile(partition);
  }

  /**
   * Makes the rows of these files the wave's rows of the table, in one commit.
   *
   * @param files what {@link WaveFile#finish} returned
   */
  public void commit(Warehouse warehouse, Collection<byte[]> files) {
    Table current = warehouse.table(kind);
    CrashPoint.reach(kind.tableName() + ".before-commit", wave);
    Rows.replace(current, current.newOverwrite(), Rows.wave(runId, wave), Rows.files(files));
  }

  /** One file, made when its first row comes. */
  public final class WaveFile implements AutoCloseable {

    private final int partition;
    private final Record row = GenericRecord.create(table.schema());
    private DataWriter<Record> writer;

    private WaveFile(int partition) {
      this.partition = partition;
      row.setField("run_id", runId);
      row.setField("wave", wave);
      presets.forEach(row::setField);
    }

    /** Sets a column of the row that {@link #write} writes next. */
    public WaveFile set(String column, Object value) {
      row.setField(column, value);
      return this;
    }

    /** Writes the row; columns keep their values for the next one. */
    public void write() {
      if (writer == null) {
        writer = Rows.writer(table, row, partition);
      }
      writer.write(row);
    }

    /**
     * Ends the file.
     *
     * @return what the driver commits; null if there was no row
     */
    public byte[] finish() {
      if (writer == null) {
        return null;
      }
      try {
        writer.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      byte[] file = SerializationUtil.serializeToBytes(writer.toDataFile());
      writer = null;
      return file;
    }

    /** Removes an unfinished file. */
    @Override
    public void close() {
      if (writer == null) {
        return;
      }
      try {
        writer.close();
        table.io().deleteFile(writer.toDataFile().location());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
