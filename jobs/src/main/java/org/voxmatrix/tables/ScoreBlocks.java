package org.voxmatrix.tables;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.spark.sql.functions.col;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.types.StructType;

/** Score matrices and the ids of their rows and columns. */
public final class ScoreBlocks {

  private final Warehouse warehouse;

  public ScoreBlocks(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** The two sets of a comparison: A heads the columns, B the rows. */
  public enum Side {
    A,
    B;

    /** The side's word in tables. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The columns of the table, for rows to be written. */
  public StructType sparkSchema(SparkSession spark) {
    warehouse.table(VoxTable.SCORE_BLOCKS);
    return spark.table(VoxTable.SCORE_BLOCKS.sqlName()).schema();
  }

  /** Writes a band of rows as one wave; writing it again replaces it. */
  public void write(Dataset<Row> blocks, String runId, int wave) {
    try {
      blocks
          .writeTo(VoxTable.SCORE_BLOCKS.sqlName())
          .overwrite(col("run_id").equalTo(runId).and(col("wave").equalTo(wave)));
    } catch (NoSuchTableException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One row for each pair: {@code run_id, id_a, id_b, score}. Needs the SQL functions. */
  public static Dataset<Row> pairs(SparkSession spark) {
    return spark.sql(
        """
        SELECT cell.run_id, member.id AS id_a, cell.row_id AS id_b, cell.score
        FROM (
          SELECT run_id, row_id, col_start, posexplode(score_values(scores)) AS (place, score)
          FROM %s
        ) cell
        JOIN %s member
          ON member.run_id = cell.run_id AND member.side = 'a'
          AND member.index = cell.col_start + cell.place
        """
            .formatted(VoxTable.SCORE_BLOCKS.sqlName(), VoxTable.SET_MEMBERS.sqlName()));
  }

  /** Writes the ids of both sets, in matrix order, as wave {@code wave}. */
  public void writeMembers(String runId, int wave, List<String> a, List<String> b) {
    List<Record> rows = new ArrayList<>(a.size() + b.size());
    addMembers(rows, runId, wave, Side.A, a);
    addMembers(rows, runId, wave, Side.B, b);
    Rows.overwrite(
        warehouse.table(VoxTable.SET_MEMBERS),
        and(equal("run_id", runId), equal("wave", wave)),
        rows);
  }

  private static void addMembers(
      List<Record> rows, String runId, int wave, Side side, List<String> ids) {
    for (int index = 0; index < ids.size(); index++) {
      Record row = GenericRecord.create(VoxTable.SET_MEMBERS.schema());
      row.setField("run_id", runId);
      row.setField("wave", wave);
      row.setField("side", side.word());
      row.setField("index", (long) index);
      row.setField("id", ids.get(index));
      rows.add(row);
    }
  }

  /** The ids of one side of a run, in matrix order. */
  public List<String> members(String runId, Side side) {
    List<Record> rows = side(runId, side);
    String[] ids = new String[rows.size()];
    for (Record row : rows) {
      Fields fields = new Fields(row);
      ids[Math.toIntExact(fields.longInteger("index"))] = fields.string("id");
    }
    return List.of(ids);
  }

  /** How many members a side has. */
  public long count(String runId, Side side) {
    return side(runId, side).size();
  }

  private List<Record> side(String runId, Side side) {
    return Rows.read(
        warehouse.existing(VoxTable.SET_MEMBERS),
        and(equal("run_id", runId), equal("side", side.word())));
  }

  /**
   * The whole matrix of a run, for small ones.
   *
   * @return {@code rows} x {@code columns} scores, row-major: a1xb1, a2xb1, ...
   */
  public float[] read(String runId, int columns, int rows) {
    float[] matrix = new float[Math.multiplyExact(columns, rows)];
    for (Record row :
        Rows.read(warehouse.existing(VoxTable.SCORE_BLOCKS), Expressions.equal("run_id", runId))) {
      Fields fields = new Fields(row);
      int start =
          Math.toIntExact(
              fields.longInteger("row_index") * columns + fields.longInteger("col_start"));
      ((ByteBuffer) row.getField("scores"))
          .duplicate()
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(matrix, start, fields.integer("col_count"));
    }
    return matrix;
  }
}
