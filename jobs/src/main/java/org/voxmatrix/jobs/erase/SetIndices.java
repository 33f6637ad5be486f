package org.voxmatrix.jobs.erase;

import static org.apache.iceberg.expressions.Expressions.alwaysFalse;
import static org.apache.iceberg.expressions.Expressions.in;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.iceberg.expressions.Expression;

/** Where a person is in the sets of comparisons: indices by run and side. */
final class SetIndices implements Serializable {

  private static final long serialVersionUID = 1L;

  private final HashMap<String, Map<String, TreeSet<Long>>> indices = new HashMap<>();

  /** Notes one place. */
  void add(String runId, String side, long index) {
    indices
        .computeIfAbsent(runId, run -> new HashMap<>())
        .computeIfAbsent(side, any -> new TreeSet<>())
        .add(index);
  }

  /** Files of the runs that the person is in. */
  Expression runs() {
    return indices.isEmpty() ? alwaysFalse() : in("run_id", indices.keySet().toArray());
  }

  boolean has(String runId, String side, long index) {
    return of(runId, side).contains(index);
  }

  /** The person's columns among {@code count} ones of a run's matrix. */
  NavigableSet<Long> columns(String runId, long start, int count) {
    return of(runId, "a").subSet(start, true, start + count, false);
  }

  private TreeSet<Long> of(String runId, String side) {
    return indices.getOrDefault(runId, Map.of()).getOrDefault(side, new TreeSet<>());
  }
}
