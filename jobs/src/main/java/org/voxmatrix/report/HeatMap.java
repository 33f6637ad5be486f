package org.voxmatrix.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** A labelled matrix as a picture, members of a label side by side. */
public final class HeatMap {

  private static final int CELL = 9;

  /** For labels of usual length and the legend. */
  private static final int BESIDE = 222;

  private static final int ABOVE = 150;

  private static final ColourScale SCALE = new ColourScale(-0.2, 1);

  private HeatMap() {}

  /**
   * The picture.
   *
   * @param title what is seen; stands above
   */
  public static Chart of(LabelledMatrix matrix, String title) {
    List<Integer> order = new ArrayList<>();
    Map<String, List<Integer>> places = matrix.places();
    places.values().forEach(order::addAll);
    XYPlot plot = new XYPlot();
    NumberAxis columns = axis(places, order.size());
    columns.setVerticalTickLabels(true);
    NumberAxis rows = axis(places, order.size());
    rows.setInverted(true);
    plot.setDomainAxis(columns);
    plot.setRangeAxis(rows);
    plot.setDomainAxisLocation(AxisLocation.TOP_OR_LEFT);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    plot.addAnnotation(
        new XYDataImageAnnotation(image(matrix, order), 0, 0, order.size(), order.size()));
    int end = 0;
    for (List<Integer> members : places.values()) {
      end += members.size();
      if (end < order.size()) {
        plot.addDomainMarker(border(end), Layer.FOREGROUND);
        plot.addRangeMarker(border(end), Layer.FOREGROUND);
      }
    }
    JFreeChart drawing = new JFreeChart(null, Fonts.TEXT, plot, false);
    TextTitle heading = new TextTitle(title, Fonts.TITLE.deriveFont(17f));
    heading.setPaint(Ink.TEXT.colour());
    drawing.setTitle(heading);
    drawing.addSubtitle(legend());
    drawing.setPadding(new RectangleInsets(8, 8, 8, 8));
    int side = order.size() * CELL;
    return new Chart(
        "matrix",
        title,
        "Every score as a coloured cell, from dark (%.1f) to light (%.1f); a light square on the diagonal is one voice."
            .formatted(SCALE.low(), SCALE.high()),
        drawing,
        side + BESIDE,
        side + ABOVE);
  }

  private static NumberAxis axis(Map<String, List<Integer>> places, int size) {
    SortedMap<Double, String> labels = new TreeMap<>();
    int start = 0;
    for (Map.Entry<String, List<Integer>> label : places.entrySet()) {
      labels.put(start + label.getValue().size() / 2.0, label.getKey());
      start += label.getValue().size();
    }
    NumberAxis axis = Curves.style(new TickedAxis(null, labels, 0, size));
    axis.setTickMarksVisible(false);
    return axis;
  }

  private static ValueMarker border(int place) {
    return new ValueMarker(place, Color.WHITE, new BasicStroke(0.7f));
  }

  /** Of as many points as it is drawn with: what enlarges pictures would blur the cells. */
  private static BufferedImage image(LabelledMatrix matrix, List<Integer> order) {
    int side = order.size() * CELL;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, SCALE.rgb(matrix.score(order.get(y / CELL), order.get(x / CELL))));
      }
    }
    return image;
  }

  private static PaintScaleLegend legend() {
    NumberAxis axis = Curves.style(new NumberAxis("cosine"));
    axis.setTickUnit(new NumberTickUnit(0.2));
    PaintScaleLegend legend = new PaintScaleLegend(SCALE, axis);
    legend.setPosition(RectangleEdge.RIGHT);
    legend.setAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
    legend.setStripWidth(14);
    legend.setStripOutlineVisible(false);
    legend.setSubdivisionCount(60);
    legend.setBackgroundPaint(null);
    legend.setPadding(new RectangleInsets(0, 16, 0, 0));
    return legend;
  }
}
