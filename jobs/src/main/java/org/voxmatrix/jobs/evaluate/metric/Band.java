package org.voxmatrix.jobs.evaluate.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Properties that are cut into bands: what a set has, or table {@code voiceprints}.
 *
 * @param property its name
 * @param column where its numbers are
 * @param unitsOfOne how many units one is
 * @param unit of the edges
 * @param edges between bands, ascending
 */
public record Band(
    String property, String column, double unitsOfOne, String unit, List<Integer> edges) {

  private static final List<Band> ALL =
      List.of(
          new Band("duration", "speech_length", 1, "s", List.of(2, 5, 15, 60)),
          new Band("snr", "snr_db", 1, "dB", List.of(5, 10, 20, 30)),
          new Band("level", "level_db", 1, "dB", List.of(-40, -30, -20)),
          new Band("clipped", "clipped_share", 1_000, "per mille", List.of(1, 10)),
          new Band("band", "band_limit_hz", 1, "Hz", List.of(4_500, 6_500)));

  /** The bands of a property; none for one of plain values. */
  public static Optional<Band> of(String property) {
    String name = property.toLowerCase(Locale.ROOT);
    return ALL.stream().filter(band -> band.property.equals(name)).findFirst();
  }

  /** Names of the bands of a property in order; none for one of plain values. */
  static List<String> names(String property) {
    return of(property).map(Band::names).orElse(List.of());
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i <= edges.size(); i++) {
      names.add(name(i));
    }
    return names;
  }

  private String name(int i) {
    if (i == 0) {
      return "under %d %s".formatted(edges.get(0), unit);
    }
    return i == edges.size()
        ? "%d %s and more".formatted(edges.get(i - 1), unit)
        : "%d to %d %s".formatted(edges.get(i - 1), edges.get(i), unit);
  }

  /** The band of a number, which is in the upper one at an edge; unknown for no number. */
  public String of(Double number) {
    if (number == null || number.isNaN()) {
      return Conditions.UNKNOWN;
    }
    int i = 0;
    while (i < edges.size() && number * unitsOfOne >= edges.get(i)) {
      i++;
    }
    return name(i);
  }

  /** What a side is told apart by: its band, or the value itself. */
  public static String valueOf(String property, String text) {
    if (text == null || text.isBlank()) {
      return Conditions.UNKNOWN;
    }
    Optional<Band> band = of(property);
    if (band.isEmpty()) {
      return text.strip();
    }
    try {
      return band.get().of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Conditions.UNKNOWN;
    }
  }
}
