package org.voxmatrix.report;

import java.util.Locale;
import java.util.Map;

/** The mean score of each pair of labels as a small table of text. */
public final class MeanTable {

  /** Whether cells are coloured by ANSI codes. */
  public enum Style {
    COLOUR,
    PLAIN
  }

  private static final ColourScale SCALE = new ColourScale(-0.1, 0.9);

  private MeanTable() {}

  /** A line for each label; columns are numbered as the lines are. */
  public static String of(LabelledMatrix matrix, Style style) {
    Map<String, Map<String, Double>> means = matrix.means();
    int width = means.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder table = new StringBuilder(" ".repeat(width + 4));
    for (int i = 1; i <= means.size(); i++) {
      table.append(String.format(Locale.ROOT, "%4d", i));
    }
    int number = 1;
    for (Map.Entry<String, Map<String, Double>> row : means.entrySet()) {
      table.append(String.format(Locale.ROOT, "%n%3d %-" + width + "s", number++, row.getKey()));
      for (double mean : row.getValue().values()) {
        table.append(cell(mean, style));
      }
    }
    return table.append(System.lineSeparator()).toString();
  }

  private static String cell(double mean, Style style) {
    String text = Double.isNaN(mean) ? "   -" : String.format(Locale.ROOT, "%4s", hundredths(mean));
    return style == Style.PLAIN || Double.isNaN(mean) ? text : SCALE.onTerminal(mean, text);
  }

  /** {@code .78}, {@code -.05}, {@code 1.0}. */
  private static String hundredths(double mean) {
    String text = String.format(Locale.ROOT, "%.2f", mean);
    return text.startsWith("1") ? "1.0" : text.replace("0.", ".");
  }
}
