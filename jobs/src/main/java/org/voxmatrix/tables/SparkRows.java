package org.voxmatrix.tables;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.util.SerializationUtil;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows that Spark makes. Its own writers commit by a catalog that knows of no {@link Fence}. */
public final class SparkRows implements Function2<Integer, Iterator<Row>, Iterator<byte[]>> {

  private static final long serialVersionUID = 1L;

  private final Table table;

  private SparkRows(Table table) {
    this.table = table;
  }

  /**
   * Replaces the rows that match by others, in one commit.
   *
   * @param partition columns that select one partition of the table, and their values
   * @param rows of that partition, with columns of the table's names; dates, times, texts and
   *     numbers
   */
  public static void overwrite(
      Warehouse warehouse, VoxTable kind, Map<String, Object> partition, Dataset<Row> rows) {
    Expression filter = Expressions.alwaysTrue();
    for (Map.Entry<String, Object> column : partition.entrySet()) {
      filter = Expressions.and(filter, Expressions.equal(column.getKey(), column.getValue()));
    }
    Table table = warehouse.table(kind);
    List<byte[]> files =
        rows.javaRDD()
            .mapPartitionsWithIndex(new SparkRows(SerializableTable.copyOf(table)), true)
            .collect();
    Rows.replace(table, table.newOverwrite(), filter, Rows.files(files));
  }

  @Override
  public Iterator<byte[]> call(Integer partition, Iterator<Row> rows) throws Exception {
    if (!rows.hasNext()) {
      return Collections.emptyIterator();
    }
    Record record = GenericRecord.create(table.schema());
    DataWriter<Record> writer = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      for (int i = 0; i < row.size(); i++) {
        record.setField(row.schema().fieldNames()[i], stored(row.get(i)));
      }
      if (writer == null) {
        writer = Rows.writer(table, record, partition);
      }
      writer.write(record);
    }
    writer.close();
    return List.of(SerializationUtil.serializeToBytes(writer.toDataFile())).iterator();
  }

  private static Object stored(Object value) {
    if (value instanceof Date date) {
      return date.toLocalDate();
    }
    if (value instanceof Timestamp time) {
      return time.toInstant().atOffset(ZoneOffset.UTC);
    }
    return value;
  }
}
