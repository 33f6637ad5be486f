package org.voxmatrix.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The square matrix of a set against itself, whose members have labels.
 *
 * @param ids ids in matrix order
 * @param labels the label of each, such as its voice; members of a label need not stand together
 * @param scores row-major
 */
public record LabelledMatrix(List<String> ids, List<String> labels, float[] scores) {

  public LabelledMatrix {
    ids = List.copyOf(ids);
    labels = List.copyOf(labels);
    if (labels.size() != ids.size() || scores.length != ids.size() * ids.size()) {
      throw new IllegalArgumentException(
          ids.size() + " ids, " + labels.size() + " labels, " + scores.length + " scores");
    }
  }

  int size() {
    return ids.size();
  }

  float score(int row, int column) {
    return scores[row * size() + column];
  }

  /** Places of the members of each label, by label. */
  Map<String, List<Integer>> places() {
    Map<String, List<Integer>> places = new TreeMap<>();
    for (int i = 0; i < size(); i++) {
      places.computeIfAbsent(labels.get(i), label -> new ArrayList<>()).add(i);
    }
    return places;
  }

  /** The mean score of each pair of labels; a member against itself does not count. */
  public Map<String, Map<String, Double>> means() {
    Map<String, Map<String, Double>> means = new LinkedHashMap<>();
    places()
        .forEach(
            (row, rows) -> {
              Map<String, Double> line = new LinkedHashMap<>();
              places().forEach((column, columns) -> line.put(column, mean(rows, columns)));
              means.put(row, line);
            });
    return means;
  }

  private double mean(List<Integer> rows, List<Integer> columns) {
    double sum = 0;
    int count = 0;
    for (int row : rows) {
      for (int column : columns) {
        if (row != column) {
          sum += score(row, column);
          count++;
        }
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** Members whose nearest other member has another label. */
  public List<Confusion> confusions() {
    List<Confusion> confusions = new ArrayList<>();
    for (int row = 0; row < size(); row++) {
      int nearest = nearest(row);
      if (nearest >= 0 && !labels.get(nearest).equals(labels.get(row))) {
        confusions.add(new Confusion(ids.get(row), ids.get(nearest), score(row, nearest)));
      }
    }
    return confusions;
  }

  /** A member and the nearest other one, of another label. */
  public record Confusion(String id, String nearest, float score) {}

  private int nearest(int row) {
    int nearest = -1;
    for (int column = 0; column < size(); column++) {
      if (column != row && (nearest < 0 || score(row, column) > score(row, nearest))) {
        nearest = column;
      }
    }
    return nearest;
  }
}
