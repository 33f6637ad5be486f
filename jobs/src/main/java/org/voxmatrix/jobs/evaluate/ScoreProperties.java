package org.voxmatrix.jobs.evaluate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.voxmatrix.jobs.evaluate.input.TextTable;
import org.voxmatrix.jobs.evaluate.metric.Band;
import org.voxmatrix.jobs.evaluate.metric.Conditions;

/**
 * What the trials of a file of scores are told apart by: a trial has one value of each property.
 *
 * @param places of the properties' columns
 */
record ScoreProperties(TextTable table, List<Integer> places, Conditions conditions) {

  /**
   * Finds the columns.
   *
   * @throws org.voxmatrix.error.RequestException {@code request.bad-value} if there is none of a
   *     name
   */
  static ScoreProperties of(TextTable table, List<String> by) {
    List<Integer> places = by.stream().map(name -> place(table, name)).toList();
    List<Set<String>> values = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      Set<String> found = new HashSet<>();
      for (int line = 1; line < table.lines().size(); line++) {
        found.add(Band.valueOf(by.get(i), table.optional(line, places.get(i))));
      }
      values.add(found);
    }
    return new ScoreProperties(table, places, Conditions.of(by, values));
  }

  private static int place(TextTable table, String name) {
    return table
        .column(List.of(name.toLowerCase(Locale.ROOT)))
        .orElseThrow(
            () ->
                TextTable.invalid(
                    "by",
                    "The file of scores has no column %s: name it in its first line."
                        .formatted(name)));
  }

  /** Numbers of a line's conditions. */
  int[] numbers(int line) {
    int[] numbers = new int[places.size()];
    for (int by = 0; by < numbers.length; by++) {
      String text = table.optional(line, places.get(by));
      int value = conditions.value(by, Band.valueOf(conditions.by().get(by), text));
      numbers[by] = conditions.number(by, value, value);
    }
    return numbers;
  }
}
