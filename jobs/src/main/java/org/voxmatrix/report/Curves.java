package org.voxmatrix.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYAreaRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Curves over one pair of axes. What comes later is drawn above what came before. */
public final class Curves {

  private static final float[] DASHES = {5, 4};
  private static final int ALPHA = 50;

  private final XYPlot plot = new XYPlot();

  private Curves() {}

  /** With axes that go as far as the curves. */
  public static Curves over(String x, String y) {
    NumberAxis across = new NumberAxis(x);
    across.setAutoRangeIncludesZero(false);
    across.setLowerMargin(0.02);
    across.setUpperMargin(0.02);
    return new Curves().axes(across, new NumberAxis(y));
  }

  /** With axes of a range, or on which normal distributions are straight lines. */
  static Curves over(NumberAxis x, NumberAxis y) {
    return new Curves().axes(x, y);
  }

  private Curves axes(NumberAxis x, NumberAxis y) {
    plot.setDomainAxis(style(x));
    plot.setRangeAxis(style(y));
    plot.setBackgroundPaint(null);
    plot.setOutlinePaint(Ink.MUTED.colour());
    plot.setOutlineStroke(new BasicStroke(0.7f));
    plot.setDomainGridlinePaint(Ink.GRID.colour());
    plot.setRangeGridlinePaint(Ink.GRID.colour());
    plot.setDomainGridlineStroke(new BasicStroke(0.8f));
    plot.setRangeGridlineStroke(new BasicStroke(0.8f));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return this;
  }

  static <A extends ValueAxis> A style(A axis) {
    axis.setLabelFont(Fonts.TITLE);
    axis.setTickLabelFont(Fonts.TEXT);
    axis.setLabelPaint(Ink.TEXT.colour());
    axis.setTickLabelPaint(Ink.TEXT.colour());
    axis.setAxisLineVisible(false);
    axis.setTickMarkPaint(Ink.MUTED.colour());
    return axis;
  }

  /** The range of the upright axis. */
  public Curves heights(double low, double high) {
    plot.getRangeAxis().setRange(low, high);
    return this;
  }

  /** The range of the level axis. */
  public Curves widths(double low, double high) {
    plot.getDomainAxis().setRange(low, high);
    return this;
  }

  /** A line through points in their order; those that are not finite are left out. */
  public Curves line(String name, Ink ink, double[] x, double[] y) {
    return line(name, ink, new BasicStroke(2), x, y);
  }

  /** As {@link #line}, thin. */
  public Curves thin(String name, Ink ink, double[] x, double[] y) {
    return line(name, ink, new BasicStroke(1.2f), x, y);
  }

  /** As {@link #line}, thin and of dashes. */
  public Curves dashed(String name, Ink ink, double[] x, double[] y) {
    return line(
        name,
        ink,
        new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0),
        x,
        y);
  }

  private Curves line(String name, Ink ink, BasicStroke stroke, double[] x, double[] y) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setDefaultStroke(stroke);
    renderer.setAutoPopulateSeriesStroke(false);
    renderer.setLegendLine(new Line2D.Double(-9, 0, 9, 0));
    return add(name, ink.colour(), renderer, x, y);
  }

  /** As {@link #line}, with a dot at each point. */
  public Curves marked(String name, Ink ink, double[] x, double[] y) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, true);
    renderer.setDefaultStroke(new BasicStroke(2));
    renderer.setAutoPopulateSeriesStroke(false);
    renderer.setDefaultShape(new Ellipse2D.Double(-3, -3, 6, 6));
    renderer.setAutoPopulateSeriesShape(false);
    renderer.setLegendLine(new Line2D.Double(-9, 0, 9, 0));
    return add(name, ink.colour(), renderer, x, y);
  }

  /** Points that are not joined. */
  public Curves points(String name, Ink ink, double[] x, double[] y) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setDefaultShape(new Ellipse2D.Double(-4.5, -4.5, 9, 9));
    renderer.setAutoPopulateSeriesShape(false);
    return add(name, ink.colour(), renderer, x, y);
  }

  /** A line with what is below it filled. */
  public Curves area(String name, Ink ink, double[] x, double[] y) {
    Color fill = ink.colour();
    XYAreaRenderer renderer = new XYAreaRenderer(XYAreaRenderer.AREA);
    renderer.setDefaultSeriesVisibleInLegend(false);
    add(
        name + " ",
        new Color(fill.getRed(), fill.getGreen(), fill.getBlue(), ALPHA),
        renderer,
        x,
        y);
    return line(name, ink, new BasicStroke(1.6f), x, y);
  }

  /** A dashed upright line across the plot. */
  public Curves upright(double x) {
    ValueMarker marker = new ValueMarker(x);
    marker.setPaint(Ink.MUTED.colour());
    marker.setStroke(
        new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, DASHES, 0));
    plot.addDomainMarker(marker, Layer.BACKGROUND);
    return this;
  }

  private Curves add(
      String name, Color colour, AbstractXYItemRenderer renderer, double[] x, double[] y) {
    XYSeries series = new XYSeries(name, false, true);
    IntStream.range(0, x.length)
        .filter(i -> Double.isFinite(x[i]) && Double.isFinite(y[i]))
        .forEach(i -> series.add(x[i], y[i], false));
    renderer.setDefaultPaint(colour);
    renderer.setAutoPopulateSeriesPaint(false);
    int index = plot.getDatasetCount();
    plot.setDataset(index, new XYSeriesCollection(series));
    plot.setRenderer(index, renderer);
    return this;
  }

  /** The chart. Its title is for the page to show. */
  public Chart chart(String name, String title, String description, int width, int height) {
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    JFreeChart drawing = new JFreeChart(null, Fonts.TEXT, plot, true);
    drawing.setPadding(new RectangleInsets(6, 4, 2, 14));
    drawing.getLegend().setFrame(BlockBorder.NONE);
    drawing.getLegend().setBackgroundPaint(null);
    drawing.getLegend().setItemFont(Fonts.TEXT);
    drawing.getLegend().setItemPaint(Ink.TEXT.colour());
    return new Chart(name, title, description, drawing, width, height);
  }
}
