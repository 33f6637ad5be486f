package org.voxmatrix.report;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.jfree.chart.axis.NumberAxis;

/**
 * An axis of rates in percent, on which the error rates of normally distributed scores are a
 * straight line (Martin et al., "The DET curve in assessment of detection task performance", 1997).
 */
public final class ProbitAxis {

  private static final NormalDistribution NORMAL = new NormalDistribution();
  private static final double[] LABELLED = {
    0.00001, 0.0001, 0.001, 0.01, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.99
  };

  private ProbitAxis() {}

  /** Where rates stand on the axis; infinite for 0 and 1. */
  public static double[] places(double... rates) {
    return DoubleStream.of(rates).map(NORMAL::inverseCumulativeProbability).toArray();
  }

  /**
   * Curves over two of them.
   *
   * @param x first and last rate on the level axis
   * @param y first and last rate on the upright axis
   */
  public static Curves curves(String nameX, double[] x, String nameY, double[] y) {
    return Curves.over(axis(nameX, x[0], x[1]), axis(nameY, y[0], y[1]));
  }

  private static NumberAxis axis(String title, double lowest, double highest) {
    SortedMap<Double, String> labels = new TreeMap<>();
    for (double rate : LABELLED) {
      labels.put(
          NORMAL.inverseCumulativeProbability(rate),
          BigDecimal.valueOf(rate).movePointRight(2).stripTrailingZeros().toPlainString());
    }
    return new TickedAxis(
        title + ", %",
        labels,
        NORMAL.inverseCumulativeProbability(lowest),
        NORMAL.inverseCumulativeProbability(highest));
  }
}
