package org.voxmatrix.jobs.link.cluster;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Calibration;
import org.voxmatrix.score.ExactScore;

/**
 * How a component becomes people. All its pairs are scored in float64, whether they were hits or
 * not.
 *
 * @param calibration null for scores as they are
 * @param threshold on the scale of the scores, or of the calibration
 */
public record LinkRule(Backend backend, Calibration calibration, Linkage linkage, double threshold)
    implements Serializable {

  /**
   * The people of a component.
   *
   * @param members in any order: the same people follow from each
   * @param cut whether it is a part of one that had too many members
   */
  public LinkedComponent people(List<Voice> members, boolean cut) {
    List<Voice> voices = new ArrayList<>(members);
    voices.sort(Comparator.comparing(Voice::id));
    ComponentScores scores = new ComponentScores(voices, new ExactScore(backend), calibration);
    PairScores pairs = scores.all();
    List<Bridges.Bridge> bridges = Bridges.of(pairs, threshold);
    int[] groups = Agglomeration.of(pairs, linkage, threshold);
    SortedMap<Integer, List<Integer>> places = new TreeMap<>();
    for (int i = 0; i < groups.length; i++) {
      places.computeIfAbsent(groups[i], group -> new ArrayList<>()).add(i);
    }
    List<LinkedVoice> linked = new ArrayList<>();
    int[] people = new int[groups.length];
    for (List<Integer> own : places.values()) {
      int[] of = own.stream().mapToInt(Integer::intValue).toArray();
      List<LinkedVoice> person = new PersonVoices(voices, of, scores).linked(cut);
      own.forEach(place -> people[place] = person.get(0).person());
      linked.addAll(person);
    }
    return new LinkedComponent(
        linked, bridges.stream().map(one -> named(one, voices, people, scores)).toList());
  }

  private static LinkedBridge named(
      Bridges.Bridge bridge, List<Voice> voices, int[] people, ComponentScores scores) {
    int a = bridge.a();
    int b = bridge.b();
    boolean pair = b >= 0;
    return new LinkedBridge(
        voices.get(a).id(),
        pair ? voices.get(b).id() : null,
        pair ? Double.valueOf(scores.of(a, b)) : null,
        people[a],
        pair ? Integer.valueOf(people[b]) : null,
        bridge.smaller());
  }
}
