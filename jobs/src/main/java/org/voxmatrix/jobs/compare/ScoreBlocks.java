package org.voxmatrix.jobs.compare;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.iceberg.expressions.Expression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.voxmatrix.score.Side;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.TableFiles;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

/** Score matrices and the ids of their rows and columns. */
public final class ScoreBlocks {

  private static final RowMapper<Member> MEMBERS =
      RowMapper.view(VoxTable.SET_MEMBERS, Member.class);
  private static final RowMapper<Block> BLOCKS = RowMapper.view(VoxTable.SCORE_BLOCKS, Block.class);

  private final Warehouse warehouse;

  /** A member of a set. */
  record Member(long index, String id) {}

  /** Scores of one row and a block of columns, little-endian. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Block(long rowIndex, long colStart, int colCount, byte[] scores) {}

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
    return new RowTable<>(warehouse, MEMBERS)
        .read(ofSide(runId, side)).stream()
            .sorted(Comparator.comparingLong(Member::index))
            .map(Member::id)
            .toList();
  }

  /** How many members a side has. */
  public long count(String runId, Side side) {
    return new RowTable<>(warehouse, MEMBERS).count(ofSide(runId, side));
  }

  /** Whether a run wrote its matrix. */
  public boolean hasMatrix(String runId) {
    return new TableFiles(warehouse, VoxTable.SCORE_BLOCKS).count(runId) > 0;
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
    for (Block block : new RowTable<>(warehouse, BLOCKS).read(equal("run_id", runId))) {
      ByteBuffer.wrap(block.scores())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(
              matrix,
              Math.toIntExact(block.rowIndex() * columns + block.colStart()),
              block.colCount());
    }
    return matrix;
  }
}
