package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.voxmatrix.score.Calibration;
import org.voxmatrix.score.PackedBlock;
import org.voxmatrix.score.PairCollector;
import org.voxmatrix.score.PairScan;
import org.voxmatrix.score.PairScan.Pairs;
import org.voxmatrix.score.PreparedBlock;
import org.voxmatrix.score.Side;
import org.voxmatrix.score.ThresholdCollector;
import org.voxmatrix.score.Tile;
import org.voxmatrix.score.TopCollector;
import org.voxmatrix.score.TopScores;
import org.voxmatrix.score.VoiceprintBlock;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.WaveFiles.WaveFile;
import scala.Tuple2;

/** Scores the streamed blocks of one partition against a band, in one pass for all outputs. */
final class PartitionScorer implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Lists of the band are shuffled in pieces of so many members. */
  private static final int LISTS = 4096;

  private final ComparePlan plan;
  private final Wave wave;
  private final Broadcast<Band> band;
  private final WaveTables tables;
  private final LongAccumulator scored;

  PartitionScorer(
      ComparePlan plan,
      Wave wave,
      Broadcast<Band> band,
      WaveTables tables,
      LongAccumulator scored) {
    this.plan = plan;
    this.wave = wave;
    this.band = band;
    this.tables = tables;
    this.scored = scored;
  }

  /** What the partition leaves: files by -1, lists of the band's members by their first one. */
  Iterator<Tuple2<Integer, PartitionOutput>> score(
      int partition, Iterator<VoiceprintBlock> streamed) {
    try (Work work = new Work(partition)) {
      while (streamed.hasNext()) {
        VoiceprintBlock block = streamed.next();
        if (block.start() < wave.rangeEnd() && block.end() > wave.rangeStart()) {
          work.score(block.slice(wave.rangeStart(), wave.rangeEnd()));
        }
      }
      return work.outputs();
    }
  }

  /** Merges lists that several partitions have of the same members of the band. */
  Iterator<PartitionOutput> merge(
      int partition, Iterator<Tuple2<Integer, Iterable<PartitionOutput>>> pieces) {
    List<PartitionOutput> merged = new ArrayList<>();
    VoxTable table = VoxTable.HIT_CANDIDATES;
    try (WaveFile candidates = tables.files().get(table).open(partition)) {
      while (pieces.hasNext()) {
        Tuple2<Integer, Iterable<PartitionOutput>> piece = pieces.next();
        TopScores all = null;
        for (PartitionOutput output : piece._2()) {
          if (output.lists() == null) {
            merged.add(output);
          } else if (all == null) {
            all = output.lists();
          } else {
            all.addAll(output.lists());
          }
        }
        if (all != null) {
          write(candidates, plan.broadcastSide(), wave.bandStart() + piece._1(), all);
        }
      }
      finished(table, candidates).ifPresent(merged::add);
    }
    return merged.iterator();
  }

  private void write(WaveFile candidates, Side side, int start, TopScores lists) {
    candidates.set("side", plan.listSide(side).word());
    for (int member = 0; member < lists.members(); member++) {
      candidates.set("index", (long) start + member);
      for (int rank = 0; rank < lists.size(member); rank++) {
        candidates
            .set("other", (long) lists.other(member, rank))
            .set("score", lists.score(member, rank))
            .write();
      }
    }
  }

  private static Optional<PartitionOutput> finished(VoxTable table, WaveFile file) {
    return Optional.ofNullable(file.finish())
        .map(written -> new PartitionOutput(table, written, null));
  }

  /** The state of one partition's work. */
  private final class Work implements AutoCloseable {

    private final Outputs outputs = plan.outputs();
    private final Band columns = band.value();
    private final Tile tile = new Tile();
    private final Map<VoxTable, WaveFile> files;
    private final MatrixRows rows;
    private final TopScores ofColumns;

    Work(int partition) {
      files = tables.open(partition);
      WaveFile matrix = files.get(VoxTable.SCORE_BLOCKS);
      rows = matrix == null ? null : new MatrixRows(matrix, columns.count(), columns.calibration());
      ofColumns =
          plan.hasLists(columns.side()) ? new TopScores(columns.count(), outputs.topK()) : null;
    }

    void score(VoiceprintBlock block) {
      Side side = plan.streamedSide();
      PreparedBlock prepared = PreparedBlock.of(block, side, columns.backend());
      TopScores ofRows = plan.hasLists(side) ? new TopScores(block.count(), outputs.topK()) : null;
      PairScan scan = scan(ofRows);
      if (rows == null) {
        scoreByColumns(prepared, scan);
      } else {
        scoreByRows(prepared, scan);
      }
      if (ofRows != null) {
        write(files.get(VoxTable.HIT_CANDIDATES), side, block.start(), ofRows);
      }
    }

    /** Each block of columns comes from memory once and then stays in the L2 cache. */
    private void scoreByColumns(PreparedBlock block, PairScan scan) {
      PreparedBlock bounding =
          columns.bounds() == null || !block.canBeBounded()
              ? null
              : block.bounding(columns.bounds());
      for (int i = 0; i < columns.blocks(); i++) {
        for (int first = 0; first < block.count(); first += ComparePlan.TILE_ROWS) {
          // Of a set against itself, columns before the rows were their rows once.
          if (plan.pairs() == Pairs.ALL
              || columns.block(i).end() > block.block().start() + first + 1) {
            int count = Math.min(ComparePlan.TILE_ROWS, block.count() - first);
            fill(i, block, bounding, first, count, scan);
            scan.scan(tile);
            scored.add((long) count * columns.block(i).count());
          }
        }
      }
    }

    /** With bounds of scores, if few pairs may matter by these; else with scores. */
    private void fill(
        int i, PreparedBlock block, PreparedBlock bounding, int first, int count, PairScan scan) {
      PackedBlock narrow = bounding == null ? null : columns.bounding(i);
      if (narrow != null) {
        tile.fill(narrow, bounding, first, count);
        if (scan.areFew(tile)) {
          return;
        }
      }
      tile.fill(columns.packed(i), block, first, count);
    }

    private void scoreByRows(PreparedBlock block, PairScan scan) {
      for (int first = 0; first < block.count(); first += ComparePlan.MATRIX_TILE_ROWS) {
        int count = Math.min(ComparePlan.MATRIX_TILE_ROWS, block.count() - first);
        for (int i = 0; i < columns.blocks(); i++) {
          tile.fill(columns.packed(i), block, first, count);
          scored.add((long) count * columns.block(i).count());
          tile.clamp(columns.backend().bound());
          rows.add(tile, columns.block(i).start() - columns.start());
          if (scan != null) {
            scan.scan(tile);
          }
        }
        rows.write(block.block(), first, count);
      }
    }

    private PairScan scan(TopScores ofRows) {
      if (!outputs.hits()) {
        return null;
      }
      PairCollector collector =
          outputs.topK() > 0
              ? new TopCollector(outputs.threshold(), ofRows, ofColumns, columns.start())
              : new ThresholdCollector(outputs.threshold(), this::hit);
      return new PairScan(columns.backend(), columns.side(), plan.pairs(), collector);
    }

    private void hit(
        VoiceprintBlock rowBlock, int row, VoiceprintBlock columnBlock, int column, double score) {
      boolean columnsAreA = columns.side() == Side.A;
      Calibration calibration = columns.calibration();
      String ofColumn = columnBlock.id(column);
      String ofRow = rowBlock.id(row);
      files
          .get(VoxTable.HITS)
          .set("id_a", columnsAreA ? ofColumn : ofRow)
          .set("id_b", columnsAreA ? ofRow : ofColumn)
          .set("score", score)
          .set("llr", calibration == null ? null : calibration.ratio(score))
          .write();
    }

    Iterator<Tuple2<Integer, PartitionOutput>> outputs() {
      List<Tuple2<Integer, PartitionOutput>> all = new ArrayList<>();
      files.forEach(
          (table, file) ->
              finished(table, file).ifPresent(output -> all.add(new Tuple2<>(-1, output))));
      if (ofColumns != null) {
        for (int from = 0; from < ofColumns.members(); from += LISTS) {
          int to = Math.min(ofColumns.members(), from + LISTS);
          TopScores lists = ofColumns.slice(from, to);
          all.add(new Tuple2<>(from, new PartitionOutput(VoxTable.HIT_CANDIDATES, null, lists)));
        }
      }
      return all.iterator();
    }

    @Override
    public void close() {
      files.values().forEach(WaveFile::close);
    }
  }
}
