package org.voxmatrix.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a labelled matrix as an SVG picture, members of a label side by side. */
public final class HeatMap {

  private static final int CELL = 9;
  private static final int LEFT = 130;
  private static final int TOP = 150;
  private static final int LEGEND = 90;
  private static final ColourScale SCALE = new ColourScale(-0.2, 1);

  private HeatMap() {}

  /**
   * The picture.
   *
   * @param title what is seen; stands above
   */
  public static String svg(LabelledMatrix matrix, String title) {
    List<Integer> order = new ArrayList<>();
    matrix.places().values().forEach(order::addAll);
    int side = order.size() * CELL;
    StringBuilder svg = new StringBuilder();
    append(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
            + " font-family=\"sans-serif\" font-size=\"12\">%n",
        LEFT + side + LEGEND,
        TOP + side + 20,
        LEFT + side + LEGEND);
    append(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n");
    append(svg, "<text x=\"%d\" y=\"24\" font-size=\"17\">%s</text>%n", 16, escape(title));
    cells(svg, matrix, order);
    labels(svg, matrix.places(), side);
    legend(svg, LEFT + side + 20);
    return svg.append("</svg>\n").toString();
  }

  private static void cells(StringBuilder svg, LabelledMatrix matrix, List<Integer> order) {
    append(svg, "<g shape-rendering=\"crispEdges\">%n");
    for (int row = 0; row < order.size(); row++) {
      for (int column = 0; column < order.size(); column++) {
        append(
            svg,
            "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n",
            LEFT + column * CELL,
            TOP + row * CELL,
            CELL,
            CELL,
            SCALE.hex(matrix.score(order.get(row), order.get(column))));
      }
    }
    append(svg, "</g>%n");
  }

  private static void labels(StringBuilder svg, Map<String, List<Integer>> places, int side) {
    int start = 0;
    for (Map.Entry<String, List<Integer>> label : places.entrySet()) {
      int length = label.getValue().size() * CELL;
      int middle = start + length / 2;
      String text = escape(label.getKey());
      append(
          svg,
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
          LEFT - 6,
          TOP + middle + 4,
          text);
      append(
          svg,
          "<text transform=\"translate(%d %d) rotate(-55)\">%s</text>%n",
          LEFT + middle + 4,
          TOP - 6,
          text);
      start += length;
      if (start < side) {
        append(
            svg,
            "<path d=\"M%d %dh%dM%d %dv%d\" stroke=\"white\" stroke-width=\"0.7\"/>%n",
            LEFT,
            TOP + start,
            side,
            LEFT + start,
            TOP,
            side);
      }
    }
  }

  private static void legend(StringBuilder svg, int x) {
    int steps = 60;
    for (int i = 0; i < steps; i++) {
      double score = SCALE.high() - (SCALE.high() - SCALE.low()) * i / (steps - 1);
      append(
          svg,
          "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"4\" fill=\"%s\"/>%n",
          x,
          TOP + i * 3,
          SCALE.hex(score));
    }
    for (double score = 1; score > SCALE.low() - 0.01; score -= 0.4) {
      double share = (SCALE.high() - score) / (SCALE.high() - SCALE.low());
      append(
          svg,
          "<text x=\"%d\" y=\"%.0f\">%.1f</text>%n",
          x + 20,
          TOP + share * (steps - 1) * 3 + 6,
          score);
    }
    append(svg, "<text x=\"%d\" y=\"%d\">cosine</text>%n", x, TOP - 10);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static void append(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
