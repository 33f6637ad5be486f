package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
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
import org.voxmatrix.tables.WaveFiles;
import org.voxmatrix.tables.WaveFiles.WaveFile;
import scala.Tuple2;

/** Scores the resident blocks of one partition against a band, in one pass for all outputs. */
final class ScoreTask implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Rows of a tile: with a block of columns, tile and vectors stay in the L2 cache. */
  static final int ROWS = 128;

  /** Rows of a tile where whole matrix rows are kept until they are written. */
  static final int MATRIX_ROWS = 64;

  /** Lists of the band travel in pieces of so many members. */
  static final int LISTS = 4096;

  private final Wave wave;
  private final Outputs outputs;
  private final Pairs pairs;
  private final boolean listsResidents;
  private final boolean listsTravellers;
  private final Side residentLists;
  private final Side travellerLists;
  private final Broadcast<Band> band;
  private final WaveTables tables;
  private final LongAccumulator scored;

  ScoreTask(
      ComparePlan plan,
      Wave wave,
      Broadcast<Band> band,
      WaveTables tables,
      LongAccumulator scored) {
    this.wave = wave;
    this.outputs = plan.outputs();
    this.pairs = plan.pairs();
    this.listsResidents = plan.listsResidents();
    this.listsTravellers = plan.listsTravellers();
    this.residentLists = plan.residentLists();
    this.travellerLists = plan.travellerLists();
    this.band = band;
    this.tables = tables;
    this.scored = scored;
  }

  /** What the partition leaves; lists of travellers by the piece of the band that they are of. */
  Iterator<Tuple2<Integer, TaskOutput>> run(int partition, Iterator<VoiceprintBlock> residents) {
    try (Work work = new Work(partition)) {
      while (residents.hasNext()) {
        VoiceprintBlock block = residents.next();
        if (block.start() < wave.rangeEnd() && block.end() > wave.rangeStart()) {
          work.score(block.slice(wave.rangeStart(), wave.rangeEnd()));
        }
      }
      return work.outputs();
    }
  }

  /** Merges lists that several partitions have of the same travellers. */
  Iterator<TaskOutput> merge(
      int partition, Iterator<Tuple2<Integer, Iterable<TaskOutput>>> pieces) {
    List<TaskOutput> merged = new ArrayList<>();
    try (WaveFile candidates = tables.candidates().open(partition)) {
      while (pieces.hasNext()) {
        Tuple2<Integer, Iterable<TaskOutput>> piece = pieces.next();
        TopScores all = null;
        for (TaskOutput output : piece._2()) {
          if (output.kind() != TaskOutput.Kind.LISTS) {
            merged.add(output);
          } else if (all == null) {
            all = output.lists();
          } else {
            all.addAll(output.lists());
          }
        }
        if (all != null) {
          write(candidates, travellerLists, wave.bandStart() + piece._1(), all);
        }
      }
      addFile(merged, TaskOutput.Kind.CANDIDATES, candidates);
    }
    return merged.iterator();
  }

  private static void write(WaveFile candidates, Side side, int start, TopScores lists) {
    candidates.set("side", side.word());
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

  private static void addFile(List<TaskOutput> outputs, TaskOutput.Kind kind, WaveFile file) {
    byte[] written = file == null ? null : file.finish();
    if (written != null) {
      outputs.add(TaskOutput.file(kind, written));
    }
  }

  /** The state of one partition's work. */
  private final class Work implements AutoCloseable {

    private final Band columns = band.value();
    private final Tile tile = new Tile();
    private final WaveFile matrix;
    private final WaveFile hits;
    private final WaveFile candidates;
    private final MatrixRows rows;
    private final TopScores ofTravellers;

    Work(int partition) {
      matrix = open(tables.matrix(), partition);
      hits = open(tables.hits(), partition);
      candidates = open(tables.candidates(), partition);
      rows = matrix == null ? null : new MatrixRows(matrix, columns.count());
      ofTravellers = listsTravellers ? new TopScores(columns.count(), outputs.topK()) : null;
    }

    private static WaveFile open(WaveFiles table, int partition) {
      return table == null ? null : table.open(partition);
    }

    void score(VoiceprintBlock block) {
      PreparedBlock prepared = PreparedBlock.of(block, columns.side().other(), columns.backend());
      TopScores ofResidents = listsResidents ? new TopScores(block.count(), outputs.topK()) : null;
      PairScan scan = scan(ofResidents);
      if (rows == null) {
        scoreByColumns(prepared, scan);
      } else {
        scoreByRows(prepared, scan);
      }
      if (ofResidents != null) {
        ScoreTask.write(candidates, residentLists, block.start(), ofResidents);
      }
    }

    /** Each block of columns comes from memory once and then stays in the L2 cache. */
    private void scoreByColumns(PreparedBlock block, PairScan scan) {
      for (int i = 0; i < columns.blocks(); i++) {
        for (int first = 0; first < block.count(); first += ROWS) {
          // Of one set with itself, columns before the rows were their rows once.
          if (pairs == Pairs.ALL || columns.block(i).end() > block.block().start() + first + 1) {
            tile(columns.packed(i), block, first, Math.min(ROWS, block.count() - first));
            scan.scan(tile);
          }
        }
      }
    }

    private void scoreByRows(PreparedBlock block, PairScan scan) {
      for (int first = 0; first < block.count(); first += MATRIX_ROWS) {
        int count = Math.min(MATRIX_ROWS, block.count() - first);
        for (int i = 0; i < columns.blocks(); i++) {
          tile(columns.packed(i), block, first, count);
          rows.add(tile, columns.block(i).start() - columns.start());
          if (scan != null) {
            scan.scan(tile);
          }
        }
        rows.write(block.block(), first, count);
      }
    }

    private void tile(PackedBlock packed, PreparedBlock block, int first, int count) {
      tile.fill(packed, block, first, count);
      scored.add((long) count * packed.count());
    }

    private PairScan scan(TopScores ofResidents) {
      if (!outputs.hits()) {
        return null;
      }
      PairCollector collector =
          outputs.topK() > 0
              ? new TopCollector(outputs.threshold(), ofResidents, ofTravellers, columns.start())
              : new ThresholdCollector(outputs.threshold(), this::hit);
      return new PairScan(columns.backend(), columns.side(), pairs, collector);
    }

    private void hit(
        VoiceprintBlock rowBlock, int row, VoiceprintBlock columnBlock, int column, double score) {
      boolean columnsAreA = columns.side() == Side.A;
      String ofColumn = columnBlock.id(column);
      String ofRow = rowBlock.id(row);
      hits.set("id_a", columnsAreA ? ofColumn : ofRow)
          .set("id_b", columnsAreA ? ofRow : ofColumn)
          .set("score", score)
          .write();
    }

    Iterator<Tuple2<Integer, TaskOutput>> outputs() {
      List<TaskOutput> files = new ArrayList<>();
      addFile(files, TaskOutput.Kind.MATRIX, matrix);
      addFile(files, TaskOutput.Kind.HITS, hits);
      addFile(files, TaskOutput.Kind.CANDIDATES, candidates);
      List<Tuple2<Integer, TaskOutput>> all = new ArrayList<>();
      files.forEach(file -> all.add(new Tuple2<>(-1, file)));
      if (ofTravellers != null) {
        for (int from = 0; from < ofTravellers.members(); from += LISTS) {
          int to = Math.min(ofTravellers.members(), from + LISTS);
          all.add(new Tuple2<>(from, TaskOutput.lists(ofTravellers.slice(from, to))));
        }
      }
      return all.iterator();
    }

    @Override
    public void close() {
      for (WaveFile file : new WaveFile[] {matrix, hits, candidates}) {
        if (file != null) {
          file.close();
        }
      }
    }
  }
}
