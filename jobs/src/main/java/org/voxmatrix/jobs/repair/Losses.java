package org.voxmatrix.jobs.repair;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.voxmatrix.ledger.Ledger;
import org.voxmatrix.ledger.RunPart;
import org.voxmatrix.ledger.RunRow;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.repair.LostRows;

/** Which waves are to be done again because rows of theirs are gone. */
final class Losses {

  /** What a wave writes again when it is done again, whatever came after it. */
  private static final Set<VoxTable> OF_A_WAVE =
      EnumSet.of(
          VoxTable.VOICEPRINTS,
          VoxTable.SEGMENTS,
          VoxTable.SCORE_BLOCKS,
          VoxTable.SET_FAULTS,
          VoxTable.OPERATIONS,
          VoxTable.IDENTIFICATIONS,
          VoxTable.VERIFICATIONS,
          VoxTable.ENROLLMENTS,
          VoxTable.PROFILES,
          VoxTable.EVALUATIONS,
          VoxTable.EVALUATION_POINTS,
          VoxTable.EVALUATION_METRICS,
          VoxTable.EVALUATION_SCORES,
          VoxTable.EVALUATION_ERRORS,
          VoxTable.CALIBRATIONS,
          VoxTable.LINKS,
          VoxTable.PEOPLE,
          VoxTable.PEOPLE_MEMBERS,
          VoxTable.PEOPLE_BRIDGES,
          VoxTable.PEOPLE_EVALUATIONS,
          VoxTable.OPEN_SET_POINTS,
          VoxTable.EVALUATION_DIFFERENCES);

  /** What a comparison makes of all its waves, or needs in all of them. */
  private static final Set<VoxTable> OF_ALL_WAVES =
      EnumSet.of(VoxTable.SET_MEMBERS, VoxTable.HITS, VoxTable.HIT_CANDIDATES);

  /** What is made again by the command that made it, or by itself. */
  static final Set<VoxTable> REDONE =
      EnumSet.of(VoxTable.TASKS, VoxTable.LOCKS, VoxTable.COHORT_STATISTICS);

  static {
    REDONE.addAll(OF_A_WAVE);
    REDONE.addAll(OF_ALL_WAVES);
    REDONE.remove(VoxTable.PROFILES); // A reset or a deletion is not.
  }

  private static final Set<String> JOBS =
      Set.of(
          "extract",
          "compare",
          "enroll",
          "verify",
          "identify",
          "evaluate",
          "calibrate",
          "link",
          "upgrade");

  /** Jobs with parts that are runs of their own. */
  private static final Set<String> OF_PARTS = Set.of("identify", "link");

  private final Ledger ledger;
  private final int erased;
  private final Map<String, SortedSet<Integer>> done = new HashMap<>();

  /**
   * @param erased how many ids were ever erased, as far as it is known
   */
  Losses(Ledger ledger, int erased) {
    this.ledger = ledger;
    this.erased = erased;
  }

  /** Runs to go on with, and those of their waves that are done and to be done again. */
  SortedMap<String, SortedSet<Integer>> undone(Collection<LostRows> lost) {
    SortedMap<String, SortedSet<Integer>> undone = new TreeMap<>();
    Map<String, RunRow> runs =
        ledger.runs().stream()
            .filter(run -> JOBS.contains(run.job()))
            .collect(Collectors.toMap(RunRow::runId, run -> run));
    for (LostRows rows : lost) {
      RunRow run = runs.get(rows.runId());
      SortedSet<Integer> waves = run == null ? new TreeSet<>() : waves(rows, run);
      if (!waves.isEmpty()) {
        undone.computeIfAbsent(rows.runId(), id -> new TreeSet<>()).addAll(waves);
      }
    }
    // An identification goes on with the runs that are parts of it, and so do links.
    runs.values().stream()
        .filter(run -> OF_PARTS.contains(run.job()))
        .map(RunRow::runId)
        .filter(
            id ->
                undone.containsKey(RunPart.EXTRACTION.of(id))
                    || IntStream.rangeClosed(0, erased)
                        .mapToObj(before -> RunPart.COMPARISON.of(id, before))
                        .anyMatch(undone::containsKey))
        .toList()
        .forEach(id -> undone.putIfAbsent(id, new TreeSet<>()));
    return undone;
  }

  private SortedSet<Integer> waves(LostRows rows, RunRow run) {
    SortedSet<Integer> waves = new TreeSet<>();
    if (OF_ALL_WAVES.contains(rows.table())) {
      waves.addAll(done(run));
    } else if (rows.table() == VoxTable.TASKS
        || OF_A_WAVE.contains(rows.table()) && done(run).contains(rows.wave())) {
      waves.add(rows.wave());
    }
    if (!waves.isEmpty() && run.job().equals("compare")) {
      waves.add(run.waves() - 1); // The comparison's own task.
    }
    return waves;
  }

  private SortedSet<Integer> done(RunRow run) {
    return done.computeIfAbsent(run.runId(), ledger::wavesDone);
  }
}
