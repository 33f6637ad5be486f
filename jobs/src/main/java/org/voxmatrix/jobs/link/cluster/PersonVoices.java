package org.voxmatrix.jobs.link.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.voxmatrix.jobs.profiles.audio.RecordingCopy;

/**
 * The voiceprints of one person. Those of audio that another one has are copies: they count for
 * nothing here.
 */
final class PersonVoices {

  private final List<Voice> voices;
  private final ComponentScores scores;
  private final int[] copyOf;
  private final double[] sums;
  private int originals;
  private double lowest = Double.POSITIVE_INFINITY;
  private double sum;

  /**
   * @param component all members of the component
   * @param places of the person's members, ascending
   */
  PersonVoices(List<Voice> component, int[] places, ComponentScores scores) {
    this.voices = Arrays.stream(places).mapToObj(component::get).toList();
    this.scores = scores;
    this.copyOf = new int[places.length];
    this.sums = new double[places.length];
    Arrays.fill(copyOf, -1);
    findCopies(places);
    addUp(places);
  }

  private void findCopies(int[] places) {
    for (int i = 0; i < places.length; i++) {
      for (int j = 0; j < i && copyOf[i] < 0; j++) {
        if (copyOf[j] < 0 && isCopy(voices.get(i), voices.get(j), places[i], places[j])) {
          copyOf[i] = j;
        }
      }
      originals += copyOf[i] < 0 ? 1 : 0;
    }
  }

  private boolean isCopy(Voice one, Voice other, int place, int otherPlace) {
    return one.seconds() == null || other.seconds() == null
        ? Arrays.equals(one.embedding(), other.embedding())
        : RecordingCopy.isOf(other.seconds(), one.seconds(), () -> scores.raw(place, otherPlace));
  }

  private void addUp(int[] places) {
    for (int i = 1; i < places.length; i++) {
      for (int j = 0; j < i; j++) {
        if (original(i) == original(j)) {
          continue;
        }
        double score = scores.of(places[i], places[j]);
        sums[i] += copyOf[j] < 0 ? score : 0;
        sums[j] += copyOf[i] < 0 ? score : 0;
        if (copyOf[i] < 0 && copyOf[j] < 0) {
          sum += score;
          lowest = Math.min(lowest, score);
        }
      }
    }
  }

  private int original(int i) {
    return copyOf[i] < 0 ? i : copyOf[i];
  }

  /**
   * The person's voiceprints.
   *
   * @param cut see {@link LinkedVoice}
   */
  List<LinkedVoice> linked(boolean cut) {
    int person = voices.stream().mapToInt(Voice::index).min().orElseThrow();
    int medoid = medoid();
    int others = originals - 1;
    boolean alone = others == 0;
    List<LinkedVoice> linked = new ArrayList<>();
    for (int i = 0; i < voices.size(); i++) {
      linked.add(
          new LinkedVoice(
              voices.get(i).index(),
              voices.get(i).id(),
              person,
              copyOf[i] < 0 ? null : voices.get(copyOf[i]).id(),
              alone ? null : Double.valueOf(sums[i] / others),
              i == medoid,
              alone || i != medoid ? null : Double.valueOf(lowest),
              alone || i != medoid ? null : Double.valueOf(sum / (originals * (double) others / 2)),
              cut));
    }
    return linked;
  }

  /** The first of those that score best with the others. */
  private int medoid() {
    int medoid = 0; // The first is no copy.
    for (int i = 1; i < voices.size(); i++) {
      if (copyOf[i] < 0 && sums[i] > sums[medoid]) {
        medoid = i;
      }
    }
    return medoid;
  }
}
