package org.voxmatrix.jobs.evaluate;

import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * Which pairs of ids are target trials, by a list or by the speakers of both.
 *
 * @param listed of a trial list; null for labels
 * @param labels null for a trial list
 */
record PairClasses(Map<Pair, Boolean> listed, LabelFile labels, String sha256) {

  record Pair(String a, String b) {}

  static PairClasses read(Configuration hadoop, TrialChoice choice) {
    if (choice.labels() != null) {
      LabelFile labels = LabelFile.read(hadoop, choice.labels());
      return new PairClasses(null, labels, labels.sha256());
    }
    TrialList list = TrialList.read(hadoop, choice.trials());
    Map<Pair, Boolean> listed = new HashMap<>();
    list.trials().forEach(trial -> listed.put(new Pair(trial.a(), trial.b()), trial.target()));
    return new PairClasses(listed, null, list.sha256());
  }

  /** Whether a pair is a target trial, once for each of a list; null where that is not known. */
  Boolean take(String a, String b) {
    if (labels == null) {
      return listed.remove(new Pair(a, b));
    }
    String one = labels.of(a, null);
    String other = labels.of(b, null);
    return one == null || other == null ? null : Boolean.valueOf(one.equals(other));
  }

  /** The speaker of an id; null where that is not known. */
  String speaker(String id) {
    return labels == null ? null : labels.of(id, null);
  }

  /** Trials of a list that were not taken. */
  long left() {
    return listed == null ? 0 : listed.size();
  }
}
