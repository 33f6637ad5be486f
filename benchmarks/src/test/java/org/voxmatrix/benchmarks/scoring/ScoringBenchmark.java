package org.voxmatrix.benchmarks.scoring;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.voxmatrix.benchmarks.scoring.Ours.Measured;
import org.voxmatrix.session.Sessions;
import org.voxmatrix.tables.VoxTable;

/**
 * The comparison job beside its own kernel, the disk, and other ways to score, in alternating
 * rounds: {@code [ROUNDS] [FOLDER] [SECTION...]}, sections being hits, peers, matrix and curve.
 * Prints Markdown.
 */
final class ScoringBenchmark {

  private static final int PEER = 30_000;
  private static final int JOIN = 10_000;
  private static final int BASE64_JOIN = 2_000;
  private static final int LARGE = 50_000;
  private static final int[] SIZES = {1_000, 3_000, 10_000, 30_000, 50_000, 100_000, 200_000};
  private static final int[] DIMENSIONS = {192, 256};

  private final Sessions sessions;
  private final Ours ours;
  private final Disk disk;
  private final int rounds;

  private ScoringBenchmark(Sessions sessions, Path folder, int rounds) {
    this.sessions = sessions;
    this.ours = new Ours(sessions, folder);
    this.disk = new Disk(folder);
    this.rounds = rounds;
  }

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Path folder =
        args.length > 1
            ? Files.createDirectories(Path.of(args[1]))
            : Files.createTempDirectory("scoring");
    try (Sessions sessions = OneComparison.open(folder)) {
      ScoringBenchmark benchmark = new ScoringBenchmark(sessions, folder, rounds);
      List<String> sections =
          args.length > 2
              ? List.of(args).subList(2, args.length)
              : List.of("hits", "peers", "matrix", "curve");
      if (sections.contains("hits")) {
        benchmark.hits();
      }
      if (sections.contains("peers")) {
        benchmark.peers();
      }
      if (sections.contains("matrix")) {
        benchmark.matrix();
      }
      if (sections.contains("curve")) {
        benchmark.curve();
      }
    }
  }

  private record HitRound(double alone, Measured run) {

    double scoring() {
      return run.pairs() / run.scoring() / alone;
    }

    double action() {
      return run.pairs() / run.action() / alone;
    }
  }

  /** Hits modes against the kernel's own rate, measured right before each run. */
  private void hits() throws Exception {
    System.out.println(
        "| mode | pairs | dimension | kernel alone, 2 threads, M pairs/s | first to last scoring"
            + " task, s | of the kernel | first wave to commit, s | of the kernel | whole job, s |\n"
            + "|---|---|---|---|---|---|---|---|---|");
    for (int dimension : DIMENSIONS) {
      for (String mode : List.of("threshold", "top-k")) {
        ours.run(JOIN, JOIN, dimension, OneComparison.outputs(mode));
        List<HitRound> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
          double alone = Engine.pairsPerSecond(2, dimension);
          all.add(
              new HitRound(alone, ours.run(LARGE, LARGE, dimension, OneComparison.outputs(mode))));
        }
        System.out.printf(
            "| %s | %,d x %,d | %d | %.0f | %.1f | %.0f %% | %.1f | %.0f %% | %.1f |%n",
            mode,
            LARGE,
            LARGE,
            dimension,
            median(all, HitRound::alone) / 1e6,
            median(all, round -> round.run().scoring()),
            100 * median(all, HitRound::scoring),
            median(all, round -> round.run().action()),
            100 * median(all, HitRound::action),
            median(all, round -> round.run().whole()));
      }
    }
    System.out.println();
  }

  private record PeerRound(double large, double blockMatrix, double small, double binary) {}

  /** Others, and ours at the same size, by turns; ours from the first wave to the commit. */
  private void peers() throws Exception {
    int dimension = DIMENSIONS[0];
    Peers peers = new Peers(sessions.spark(), dimension, OneComparison.THRESHOLD);
    List<PeerRound> all = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      all.add(
          new PeerRound(
              rate(PEER, dimension),
              peers.blockMatrix(PEER),
              rate(JOIN, dimension),
              peers.binaryJoin(JOIN)));
    }
    double base64 = peers.base64Join(BASE64_JOIN);
    double commons = peers.commonsMath(BASE64_JOIN);
    System.out.println(
        "| pairs above a threshold | pairs | M pairs/s | ours, times as fast |\n|---|---|---|---|");
    double large = median(all, PeerRound::large);
    double small = median(all, PeerRound::small);
    row("ours", PEER, large, "");
    row(
        "MLlib BlockMatrix",
        PEER,
        median(all, PeerRound::blockMatrix),
        times(median(all, round -> round.large() / round.blockMatrix())));
    row("ours", JOIN, small, "");
    row(
        "crossJoin and a UDF on binary",
        JOIN,
        median(all, PeerRound::binary),
        times(median(all, round -> round.small() / round.binary())));
    row("crossJoin and a UDF on Base64", BASE64_JOIN, base64, times(small / base64));
    row("commons-math3, one thread, no Spark", BASE64_JOIN, commons, times(small / commons));
    for (NativePeers.Rate peer : NativePeers.measure(PEER, dimension, rounds)) {
      if (peer.rate().isPresent()) {
        double rate = peer.rate().getAsDouble();
        row(peer.name(), PEER, rate, "%.2f".formatted(large / rate));
      } else {
        System.out.printf("| %s | | not installed | |%n", peer.name());
      }
    }
    System.out.println();
  }

  private double rate(int count, int dimension) throws Exception {
    Measured run = ours.run(count, count, dimension, OneComparison.outputs("threshold"));
    return run.pairs() / run.action();
  }

  private static void row(String what, int count, double rate, String ratio) {
    System.out.printf("| %s | %,d x %,d | %.1f | %s |%n", what, count, count, rate / 1e6, ratio);
  }

  private static String times(double ratio) {
    return "%.1f".formatted(ratio);
  }

  private record MatrixRound(double dd, double action, double sync) {

    double synced() {
      return action + sync;
    }
  }

  /** Whole matrices against dd, both until the bytes are on the disk. */
  private void matrix() throws Exception {
    int dimension = DIMENSIONS[0];
    System.out.println(
        "| matrix | GB | dd with fdatasync, s | ours, first wave to commit and synced, s | of which"
            + " sync | times dd |\n|---|---|---|---|---|---|");
    for (int count : new int[] {JOIN, LARGE}) {
      long bytes = (long) count * count * Float.BYTES;
      List<MatrixRound> all = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        double dd = disk.dd(bytes);
        Measured run = ours.run(count, count, dimension, OneComparison.outputs("matrix"));
        all.add(new MatrixRound(dd, run.action(), disk.sync()));
        MatrixCheck.verify(sessions, run.runId(), count, dimension);
        drop(run.runId());
      }
      System.out.printf(
          "| %,d x %,d | %.1f | %.1f | %.1f | %.1f | %.2f |%n",
          count,
          count,
          bytes / 1e9,
          median(all, MatrixRound::dd),
          median(all, MatrixRound::synced),
          median(all, MatrixRound::sync),
          median(all, round -> round.synced() / round.dd()));
    }
    System.out.println("\nEvery row was read back and equals the kernel's own, by CRC-32.");
  }

  /** The cost of the whole job by size, thresholds only. */
  private void curve() throws Exception {
    int dimension = DIMENSIONS[0];
    System.out.println(
        "| voiceprints a side | first wave to commit, s | whole job, s | M pairs/s, whole job"
            + " |\n|---|---|---|---|");
    ours.run(SIZES[0], SIZES[0], dimension, OneComparison.outputs("threshold"));
    for (int count : SIZES) {
      List<Measured> all = new ArrayList<>();
      for (int round = 0; round < (count > LARGE ? 1 : rounds); round++) {
        all.add(ours.run(count, count, dimension, OneComparison.outputs("threshold")));
      }
      double whole = median(all, Measured::whole);
      System.out.printf(
          "| %,d | %.1f | %.1f | %.1f |%n",
          count, median(all, Measured::action), whole, (double) count * count / whole / 1e6);
    }
    System.out.println();
  }

  /** Gives the disk back. */
  private void drop(String runId) {
    String table = VoxTable.SCORE_BLOCKS.sqlName();
    sessions.spark().sql("DELETE FROM " + table + " WHERE run_id = '" + runId + "'");
    sessions
        .spark()
        .sql(
            "CALL vox.system.expire_snapshots(table => 'main.score_blocks', older_than =>"
                + " TIMESTAMP '2999-01-01 00:00:00', retain_last => 1)");
  }

  private static <T> double median(List<T> rounds, ToDoubleFunction<T> value) {
    double[] sorted = rounds.stream().mapToDouble(value).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
