package org.voxmatrix.jobs.evaluate.versus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers of ids, and of pairs of them. */
final class PairIds {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** The number of a pair. */
  long key(String a, String b) {
    return (long) number(a) << Integer.SIZE | number(b);
  }

  private int number(String id) {
    Integer known = numbers.putIfAbsent(id, names.size());
    if (known == null) {
      names.add(id);
      return names.size() - 1;
    }
    return known;
  }

  /** The first id of a pair. */
  String a(long key) {
    return names.get((int) (key >> Integer.SIZE));
  }

  /** The second id of a pair. */
  String b(long key) {
    return names.get((int) key);
  }
}
