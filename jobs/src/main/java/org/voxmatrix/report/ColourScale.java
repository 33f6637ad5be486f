package org.voxmatrix.report;

import java.awt.Color;
import java.awt.Paint;
import java.util.Locale;
import org.jfree.chart.renderer.PaintScale;

/**
 * Colours for scores, dark to light, that also read in grey and by the colour-blind: five anchors
 * of the viridis map (S. van der Walt and N. Smith, CC0), joined by straight lines.
 *
 * @param low score of the darkest colour
 * @param high score of the lightest
 */
public record ColourScale(double low, double high) implements PaintScale {

  private static final int[][] ANCHORS = {
    {68, 1, 84}, {59, 82, 139}, {33, 145, 140}, {94, 201, 98}, {253, 231, 37}
  };

  private int[] colour(double score) {
    double share = Math.max(0, Math.min(1, (score - low) / (high - low)));
    double place = share * (ANCHORS.length - 1);
    int from = Math.min((int) place, ANCHORS.length - 2);
    int[] colour = new int[3];
    for (int i = 0; i < 3; i++) {
      double step = ANCHORS[from + 1][i] - ANCHORS[from][i];
      colour[i] = (int) Math.round(ANCHORS[from][i] + (place - from) * step);
    }
    return colour;
  }

  @Override
  public double getLowerBound() {
    return low;
  }

  @Override
  public double getUpperBound() {
    return high;
  }

  @Override
  public Paint getPaint(double score) {
    return new Color(rgb(score));
  }

  /** As a picture has it. */
  int rgb(double score) {
    int[] colour = colour(score);
    return colour[0] << 16 | colour[1] << 8 | colour[2];
  }

  /** For a terminal: the text on that colour. */
  public String onTerminal(double score, String text) {
    int[] colour = colour(score);
    int ink = colour[1] > 130 ? 16 : 231;
    return String.format(
        Locale.ROOT,
        "\u001b[48;2;%d;%d;%dm\u001b[38;5;%dm%s\u001b[0m",
        colour[0],
        colour[1],
        colour[2],
        ink,
        text);
  }
}
