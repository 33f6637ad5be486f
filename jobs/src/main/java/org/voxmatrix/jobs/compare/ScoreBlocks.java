package org.voxmatrix.jobs.compare;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.jobs.compare.engine.HitTable;
import org.voxmatrix.score.Side;
import org.voxmatrix.tables.Fields;
import org.voxmatrix.tables.Rows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Score matrices and the ids of their rows and columns. */
public final class ScoreBlocks {

  private final Warehouse warehouse;

  public ScoreBlocks(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * One row for each pair: {@code run_id, id_a, id_b, score}, without those that an erasure left
   * blank. Needs the SQL functions.
   */
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
        WHERE NOT isnan(cell.score)
        """
            .formatted(VoxTable.SCORE_BLOCKS.sqlName(), VoxTable.SET_MEMBERS.sqlName()));
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
    return Rows.count(warehouse.existing(VoxTable.SET_MEMBERS), ofSide(runId, side));
  }

  /** Whether a run wrote its matrix. */
  public boolean hasMatrix(String runId) {
    return HitTable.count(warehouse, VoxTable.SCORE_BLOCKS, runId) > 0;
  }

  private List<Record> side(String runId, Side side) {
    return Rows.read(warehouse.existing(VoxTable.SET_MEMBERS), ofSide(runId, side));
  }

  private static Expression ofSide(String runId, Side side) {
    return and(equal("run_id", runId), equal("side", side.word()));
  }

  /**
   * The whole matrix of a run, for small ones.
   *
   * @return {@code rows} x {@code columns} scores, row-major: a1xb1, a2xb1, ...; NaN where a member
   *     was erased
   */
  public float[] read(String runId, int columns, int rows) {
    float[] matrix = new float[Math.multiplyExact(columns, rows)];
    Arrays.fill(matrix, Float.NaN);
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
