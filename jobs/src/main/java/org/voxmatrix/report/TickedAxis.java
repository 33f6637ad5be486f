package org.voxmatrix.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An axis with labels at given places. */
final class TickedAxis extends NumberAxis {

  private static final long serialVersionUID = 1L;

  private final transient SortedMap<Double, String> labels;

  /**
   * @param labels by their places
   */
  TickedAxis(String title, SortedMap<Double, String> labels, double low, double high) {
    super(title);
    this.labels = labels;
    setRange(low, high);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    List<NumberTick> ticks = new ArrayList<>();
    labels.forEach(
        (place, label) -> {
          if (getRange().contains(place)) {
            ticks.add(tick(place, label, edge));
          }
        });
    return ticks;
  }

  private NumberTick tick(double place, String label, RectangleEdge edge) {
    if (isVerticalTickLabels()) {
      TextAnchor start = TextAnchor.CENTER_LEFT;
      return new NumberTick(place, label, start, start, -Math.PI / 2);
    }
    TextAnchor anchor =
        RectangleEdge.isLeftOrRight(edge)
            ? (edge == RectangleEdge.LEFT ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT)
            : (edge == RectangleEdge.TOP ? TextAnchor.BOTTOM_CENTER : TextAnchor.TOP_CENTER);
    return new NumberTick(place, label, anchor, anchor, 0);
  }
}
