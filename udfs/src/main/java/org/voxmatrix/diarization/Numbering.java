package org.voxmatrix.diarization;

import java.util.LinkedHashMap;
import java.util.Map;

/** Labels as numbers from 0, in the order in which they are first met. */
final class Numbering {

  private Numbering() {}

  static int[] of(int... labels) {
    Map<Integer, Integer> numbers = new LinkedHashMap<>();
    int[] numbered = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      Integer known = numbers.putIfAbsent(labels[i], numbers.size());
      numbered[i] = known == null ? numbers.size() - 1 : known;
    }
    return numbered;
  }
}
