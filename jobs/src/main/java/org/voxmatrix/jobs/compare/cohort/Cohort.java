package org.voxmatrix.jobs.compare.cohort;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.engine.ComparedSets;
import org.voxmatrix.jobs.compare.engine.Comparison;
import org.voxmatrix.jobs.compare.engine.MemberSet;
import org.voxmatrix.jobs.compare.engine.ScorePass;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Normalization;
import org.voxmatrix.score.Side;

/**
 * Voiceprints of other speakers, by the scores with which scores are normalized.
 *
 * @param members the cohort
 * @param choice how it is used
 */
public record Cohort(MemberSet members, CohortChoice choice) {

  /** A cohort of the compared recordings themselves has at most so many. */
  private static final int OWN_MEMBERS = 1_000;

  /** A cohort is sent to every executor whole. */
  private static final int MOST_MEMBERS = 50_000;

  /** Fewer best scores than these tell no deviation. */
  private static final int FEWEST = 10;

  /**
   * A part of a set, the same for the same set: those whose ids have the lowest hashes.
   *
   * @param set the compared set whose members are mostly strangers to each other
   */
  public static Cohort own(JobContext context, CohortChoice choice, MemberSet set) {
    List<String> ids = set.ids();
    int[] chosen =
        IntStream.range(0, ids.size())
            .boxed()
            .sorted(
                Comparator.comparing((Integer i) -> Sha256.hex(ids.get(i))).thenComparing(i -> i))
            .limit(OWN_MEMBERS)
            .mapToInt(Integer::intValue)
            .sorted()
            .toArray();
    return new Cohort(set.only(context.javaSpark(), chosen), choice);
  }

  /**
   * Normalizes the scores of two sets.
   *
   * @param kept statistics that may be there already; null for none
   */
  public ComparedSets normalize(
      JobContext context, Backend backend, ComparedSets sets, KeptStatistics kept) {
    if (members.count() > MOST_MEMBERS) {
      throw new RequestException(
          Fault.SET_TOO_LARGE,
          List.of("cohort"),
          "The cohort has %,d voiceprints, over %,d: take a part of it."
              .formatted(members.count(), MOST_MEMBERS));
    }
    context.progress().step("scoring the cohort");
    String voices = kept == null ? null : members.sha256();
    MemberSet a = normalized(context, backend, sets.a(), Side.A, kept, voices);
    return new ComparedSets(
        a, sets.a() == sets.b() ? a : normalized(context, backend, sets.b(), Side.B, kept, voices));
  }

  private MemberSet normalized(
      JobContext context,
      Backend backend,
      MemberSet set,
      Side side,
      KeptStatistics kept,
      String voices) {
    Normalization statistics =
        kept == null
            ? statistics(context, backend, set)
            : kept.of(voices, choice.topN(), side, set, () -> statistics(context, backend, set));
    return set.by(context.javaSpark(), statistics);
  }

  private Normalization statistics(JobContext context, Backend backend, MemberSet set) {
    ComparedSets pair = new ComparedSets(members, set);
    Map<String, int[]> places = places();
    int size = members.count();
    int most = choice.topN() == 0 ? size : choice.topN();
    List<CohortLook.Part> parts =
        ScorePass.over(
            context.spark(),
            new Comparison(pair, backend, pair.rowsPlan()),
            () -> new CohortLook(places, size, most),
            CohortLook::join,
            done -> {});
    double[] means = new double[set.count()];
    double[] deviations = new double[set.count()];
    for (CohortLook.Part part : parts) {
      refuse(part);
      System.arraycopy(part.means(), 0, means, part.start(), part.means().length);
      System.arraycopy(part.deviations(), 0, deviations, part.start(), part.means().length);
    }
    return new Normalization(means, deviations);
  }

  private static void refuse(CohortLook.Part part) {
    boolean uniform = Arrays.stream(part.deviations()).anyMatch(deviation -> !(deviation > 0));
    if (uniform || part.fewest() < FEWEST) {
      throw new RequestException(
          Fault.COHORT_TOO_SMALL,
          List.of("cohort"),
          uniform
              ? "The cohort scores the same with a voiceprint throughout: it is of one voice. Give"
                  + " recordings of many speakers."
              : "A voiceprint has %d scores with the cohort, and at least %d are needed: give a larger one."
                  .formatted(part.fewest(), FEWEST));
    }
  }

  private Map<String, int[]> places() {
    Map<String, int[]> places = new HashMap<>();
    List<String> ids = members.ids();
    for (int i = 0; i < ids.size(); i++) {
      int place = i;
      places.merge(
          Recordings.of(ids.get(i)),
          new int[] {place},
          (one, other) -> IntStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray());
    }
    return places;
  }
}
