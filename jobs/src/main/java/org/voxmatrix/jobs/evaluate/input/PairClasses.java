package org.voxmatrix.jobs.evaluate.input;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.voxmatrix.error.RequestException;

/**
 * Which pairs of ids are target trials, by a list, by the speakers of both, or by a list of which
 * the speakers are known, too.
 */
public final class PairClasses {

  private final Map<Pair, Boolean> listed;
  private final UnaryOperator<String> speakersOfA;
  private final UnaryOperator<String> speakersOfB;
  private final Map<String, String> ofA = new HashMap<>();
  private final Map<String, String> ofB = new HashMap<>();
  private long unlabelled;

  private record Pair(String a, String b) {}

  private PairClasses(
      Map<Pair, Boolean> listed,
      UnaryOperator<String> speakersOfA,
      UnaryOperator<String> speakersOfB) {
    this.listed = listed;
    this.speakersOfA = speakersOfA;
    this.speakersOfB = speakersOfB;
  }

  /** Every pair whose speakers are known; these are null where they are not. */
  public static PairClasses ofSpeakers(
      UnaryOperator<String> speakersOfA, UnaryOperator<String> speakersOfB) {
    return new PairClasses(null, speakersOfA, speakersOfB);
  }

  /** The pairs of a list. */
  public static PairClasses ofList(TrialList list) {
    Map<Pair, Boolean> listed = new HashMap<>();
    list.trials().forEach(trial -> listed.put(new Pair(trial.a(), trial.b()), trial.target()));
    return new PairClasses(listed, id -> null, id -> null);
  }

  /**
   * The pairs of a list, with their speakers.
   *
   * @param skipUnlabelled whether trials with a side without a speaker are left over
   * @throws RequestException {@code trials.contradicted} or {@code trials.unlabelled}
   */
  public static PairClasses of(
      TrialList list,
      UnaryOperator<String> speakersOfA,
      UnaryOperator<String> speakersOfB,
      boolean skipUnlabelled) {
    PairClasses classes = new PairClasses(new HashMap<>(), speakersOfA, speakersOfB);
    for (int i = 0; i < list.trials().size(); i++) {
      TrialList.Trial trial = list.trials().get(i);
      String one = classes.speakerOfA(trial.a());
      String other = classes.speakerOfB(trial.b());
      if (one == null || other == null) {
        classes.unlabelled++;
      } else {
        list.check(i, one, other);
        classes.listed.put(new Pair(trial.a(), trial.b()), trial.target());
      }
    }
    if (classes.unlabelled > 0 && !skipUnlabelled) {
      throw TrialList.unlabelled(classes.unlabelled);
    }
    return classes;
  }

  /** Whether a pair is a target trial, once for each of a list; null where that is not known. */
  public Boolean take(String a, String b) {
    if (listed != null) {
      return listed.remove(new Pair(a, b));
    }
    String one = speakerOfA(a);
    String other = speakerOfB(b);
    return one == null || other == null ? null : Boolean.valueOf(one.equals(other));
  }

  /** The speaker of an id of set A; null where that is not known. */
  public String speakerOfA(String id) {
    return ofA.computeIfAbsent(id, speakersOfA);
  }

  /** The speaker of an id of set B; null where that is not known. */
  public String speakerOfB(String id) {
    return ofB.computeIfAbsent(id, speakersOfB);
  }

  /** Trials of a list that were not taken. */
  public long left() {
    return listed == null ? 0 : listed.size() + unlabelled;
  }
}
