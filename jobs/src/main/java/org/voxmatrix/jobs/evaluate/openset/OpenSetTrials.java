package org.voxmatrix.jobs.evaluate.openset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.compare.cohort.Recordings;
import org.voxmatrix.jobs.evaluate.input.LabelFile;
import org.voxmatrix.metrics.OpenSet;

/**
 * Probes with what they score with each person of a gallery: the best of the person's entries.
 *
 * @param people in the gallery
 * @param smallest number of people that a stranger's probe was scored with
 * @param leftOut see {@link OpenSetPoint#leftOut}
 */
record OpenSetTrials(OpenSet rates, int people, int smallest, boolean leftOut) {

  private static final int[] STEPS = {1, 2, 5};

  /** Gathers scores. */
  static final class Builder {

    private final LabelFile labels;
    private final Map<String, Map<String, Double>> probes = new TreeMap<>();
    private final Set<String> gallery = new HashSet<>();
    private final Map<String, Set<String>> recordings = new HashMap<>();

    Builder(LabelFile labels) {
      this.labels = labels;
    }

    /**
     * Adds a score.
     *
     * @throws RequestException {@code trials.unlabelled}
     */
    void add(String entry, String probe, double score) {
      String person = person(entry);
      gallery.add(entry);
      recordings.computeIfAbsent(person, key -> new HashSet<>()).add(Recordings.of(entry));
      Map<String, Double> scores = probes.computeIfAbsent(probe, key -> new HashMap<>());
      if (!Recordings.of(entry).equals(Recordings.of(probe))) {
        scores.merge(person, score, Math::max);
      }
    }

    private String person(String id) {
      String person = labels.of(id);
      if (person == null) {
        throw new RequestException(
            Fault.TRIALS_UNLABELLED,
            List.of("labels"),
            "A voiceprint of the scores has no person in the labels: give each one, strangers too.");
      }
      return person;
    }

    /**
     * All of them.
     *
     * @throws RequestException {@code request.bad-value} if a probe was not scored with each
     *     person, or there is none
     */
    OpenSetTrials build() {
      Set<String> people = recordings.keySet();
      Set<String> own = new HashSet<>();
      probes.keySet().forEach(probe -> own.add(person(probe)));
      boolean leftOut =
          people.containsAll(own) || probes.keySet().stream().anyMatch(gallery::contains);
      OpenSet rates = new OpenSet();
      int smallest = Integer.MAX_VALUE;
      for (Map.Entry<String, Map<String, Double>> probe : probes.entrySet()) {
        Map<String, Double> scores = probe.getValue();
        String person = person(probe.getKey());
        Double best = scores.remove(person);
        int others = people.size() - (people.contains(person) ? 1 : 0);
        // A person of whom the gallery has the probe alone is a stranger to it.
        boolean unscored = best == null && isElsewhere(person, probe.getKey());
        int missing = others - scores.size() + (unscored ? 1 : 0);
        if (missing > 0) {
          throw invalid(
              "A probe has no score with %d of the gallery's people: score all pairs.", missing);
        }
        double[] rest = scores.values().stream().mapToDouble(Double::doubleValue).toArray();
        if (best != null) {
          rates.addKnown(best, rest);
        }
        if (leftOut || best == null) {
          rates.addStranger(rest);
          smallest = Math.min(smallest, rest.length);
        }
      }
      if (rates.strangers() == 0 || smallest == 0) {
        throw invalid("The gallery has %d people: give scores with two or more.", people.size());
      }
      return new OpenSetTrials(rates, people.size(), smallest, leftOut);
    }

    /** Whether the gallery has another recording of a person than the probe's. */
    private boolean isElsewhere(String person, String probe) {
      Set<String> known = recordings.getOrDefault(person, Set.of());
      return known.size() > 1 || (known.size() == 1 && !known.contains(Recordings.of(probe)));
    }

    private static RequestException invalid(String message, int number) {
      return RequestException.badValue("scores", message.formatted(number));
    }
  }

  /**
   * The sizes that are asked for.
   *
   * @param asked empty for 1, 2, 5, 10 and so on, and the largest
   * @throws RequestException {@code request.bad-value} if one has more people than there are
   */
  List<Integer> galleries(List<Integer> asked) {
    for (int size : asked) {
      if (size > smallest) {
        throw RequestException.badValue(
            "gallery",
            "A gallery of %d people is asked for, and strangers are scored with %d: give at most so many."
                .formatted(size, smallest));
      }
    }
    if (!asked.isEmpty()) {
      return asked;
    }
    Set<Integer> sizes = new TreeSet<>(Set.of(smallest));
    for (int ten = 1; ten <= smallest; ten *= 10) {
      for (int step : STEPS) {
        if (step * ten <= smallest) {
          sizes.add(step * ten);
        }
      }
    }
    return new ArrayList<>(sizes);
  }
}
