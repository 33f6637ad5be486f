package org.voxmatrix.ledger;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The finished tasks of a run, counted.
 *
 * @param states tasks by state
 * @param faults tasks by the type of their first fault or note
 * @param audioSeconds length of all audio that could be read
 */
public record RunSummary(
    SortedMap<State, Long> states, SortedMap<String, Long> faults, double audioSeconds) {

  /** Tasks in that state. */
  public long count(State state) {
    return states.getOrDefault(state, 0L);
  }

  /** Tasks that were rejected or failed. */
  public long faulty() {
    return count(State.REJECTED) + count(State.FAILED);
  }

  /** What of a task is counted. */
  record Task(State state, String fault, Double audioLength) {}

  static RunSummary of(Iterable<Task> tasks) {
    SortedMap<State, Long> states = new TreeMap<>();
    SortedMap<String, Long> faults = new TreeMap<>();
    double audio = 0;
    for (Task task : tasks) {
      add(states, task.state());
      if (task.fault() != null) {
        add(faults, task.fault());
      }
      audio += task.audioLength() == null ? 0 : task.audioLength();
    }
    return new RunSummary(states, faults, audio);
  }

  private static <K> void add(Map<K, Long> counts, K key) {
    counts.merge(key, 1L, Long::sum);
  }
}
