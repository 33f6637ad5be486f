package org.voxmatrix.report;

import java.awt.Color;
import java.util.Locale;

/**
 * The colours of charts. Each is drawn in its light form, which no two share; in a page it becomes
 * a CSS variable, so that the page decides what is light and what is dark.
 */
public enum Ink {
  TEXT(0x1f2933),
  MUTED(0x5b6875),
  GRID(0xdde2e8),
  TARGETS(0x0b66c3),
  NON_TARGETS(0xc0420d),
  HULL(0x0d7a6f),
  PAPER(0xffffff);

  private final Color colour;

  Ink(int rgb) {
    this.colour = new Color(rgb);
  }

  Color colour() {
    return colour;
  }

  /** As a drawing names it. */
  String rgb() {
    return "rgb(%d,%d,%d)".formatted(colour.getRed(), colour.getGreen(), colour.getBlue());
  }

  /** As a page names it. */
  public String variable() {
    return "--chart-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
