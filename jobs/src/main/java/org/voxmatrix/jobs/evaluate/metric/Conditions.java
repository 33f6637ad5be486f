package org.voxmatrix.jobs.evaluate.metric;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/**
 * What trials are told apart by: the values of both sides of a trial, in any order.
 *
 * @param by names of the properties
 * @param values of each property, in the order in which they are shown
 */
public record Conditions(List<String> by, List<List<String>> values) implements Serializable {

  /** What a side without a value has. */
  public static final String UNKNOWN = "unknown";

  /** Every task counts the trials of each. */
  private static final int MOST = 60;

  /** No property. */
  public static final Conditions NONE = new Conditions(List.of(), List.of());

  /**
   * Conditions of some values.
   *
   * @param found values of each property, repeated or not
   * @throws RequestException {@code request.bad-value} if there are too many
   */
  public static Conditions of(List<String> by, List<? extends Collection<String>> found) {
    List<List<String>> values = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      List<String> bands = Band.names(by.get(i));
      TreeSet<String> sorted = new TreeSet<>(found.get(i));
      List<String> ordered = new ArrayList<>(bands);
      ordered.retainAll(sorted);
      sorted.removeAll(bands);
      ordered.addAll(sorted);
      values.add(List.copyOf(ordered));
    }
    Conditions conditions = new Conditions(List.copyOf(by), values);
    if (conditions.count() > MOST) {
      throw new RequestException(
          Fault.REQUEST_BAD_VALUE,
          List.of("by"),
          "%s %s %d values, of which two sides have %d conditions, over %d: take a property of fewer values, such as bands."
              .formatted(
                  String.join(", ", by),
                  by.size() == 1 ? "has" : "have",
                  values.stream().mapToInt(List::size).sum(),
                  conditions.count(),
                  MOST));
    }
    return conditions;
  }

  /** Number of properties. */
  public int properties() {
    return by.size();
  }

  /** Number of conditions of all properties. */
  public int count() {
    return start(by.size());
  }

  private int start(int property) {
    int start = 0;
    for (int i = 0; i < property; i++) {
      int size = values.get(i).size();
      start += size * (size + 1) / 2;
    }
    return start;
  }

  /** The condition of a trial whose sides have these values of a property. */
  public int number(int property, int value, int other) {
    int larger = Math.max(value, other);
    return start(property) + larger * (larger + 1) / 2 + Math.min(value, other);
  }

  /** The number of a value. */
  public int value(int property, String value) {
    return values.get(property).indexOf(value);
  }

  /** Numbers of all conditions of one property: those of one value first. */
  public int[] inOrder(int property) {
    int size = values.get(property).size();
    int[] order = new int[size * (size + 1) / 2];
    int at = 0;
    for (int value = 0; value < size; value++) {
      order[at++] = number(property, value, value);
    }
    for (int value = 0; value < size; value++) {
      for (int other = value + 1; other < size; other++) {
        order[at++] = number(property, value, other);
      }
    }
    return order;
  }

  /** Both values of a condition, the first in order first. */
  public int[] sides(int property, int condition) {
    int place = condition - start(property);
    int larger = 0;
    while ((larger + 1) * (larger + 2) / 2 <= place) {
      larger++;
    }
    return new int[] {place - larger * (larger + 1) / 2, larger};
  }

  /** What a condition is called. */
  public MeasuredMetric.Group group(int property, int condition) {
    List<String> names = values.get(property);
    return new MeasuredMetric.Group(
        by.get(property),
        String.join(
            " x ",
            Arrays.stream(sides(property, condition)).distinct().mapToObj(names::get).toList()));
  }
}
