package org.voxmatrix.jobs.evaluate;

import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.voxmatrix.jobs.evaluate.input.LabelFile;
import org.voxmatrix.jobs.evaluate.input.PairClasses;
import org.voxmatrix.jobs.evaluate.input.TrialList;

/**
 * The files that say which pairs of ids are of one speaker.
 *
 * @param labels null if there are none, or sets have them
 * @param labelled whether there are labels
 * @param list null for labels alone
 */
public record PairFiles(LabelFile labels, boolean labelled, TrialList list) {

  /** Reads them, labels too. */
  public static PairFiles read(Configuration hadoop, TrialChoice choice) {
    return read(hadoop, choice, null);
  }

  /**
   * Reads them.
   *
   * @param set that has the labels; null for a file of them
   */
  static PairFiles read(Configuration hadoop, TrialChoice choice, DescribedSet set) {
    return new PairFiles(
        set == null && choice.labels() != null ? LabelFile.read(hadoop, choice.labels()) : null,
        choice.labels() != null,
        choice.trials() == null ? null : TrialList.read(hadoop, choice.trials()));
  }

  /** A text that changes when the files do. */
  public String identity() {
    return (labels == null ? "" : labels.sha256()) + (list == null ? "" : list.sha256());
  }

  /** The classes by the file of labels, if there is one. */
  public PairClasses classes(boolean skipUnlabelled) {
    return classes(this::speaker, this::speaker, skipUnlabelled);
  }

  /**
   * The classes by labels of sets, if there are any.
   *
   * @param skipUnlabelled whether listed trials without a speaker are missing, not refused
   */
  PairClasses classes(
      UnaryOperator<String> speakersOfA,
      UnaryOperator<String> speakersOfB,
      boolean skipUnlabelled) {
    if (list == null) {
      return PairClasses.ofSpeakers(speakersOfA, speakersOfB);
    }
    return labelled
        ? PairClasses.of(list, speakersOfA, speakersOfB, skipUnlabelled)
        : PairClasses.ofList(list);
  }

  private String speaker(String id) {
    return labels == null ? null : labels.of(id);
  }
}
