package org.voxmatrix.report;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberAxis;

/** A level axis of counts on which each tenfold is as wide. */
public final class LogAxis {

  private static final int[] STEPS = {1, 2, 5};

  /** Of the axis: nearer labels would touch. */
  private static final double APART = 0.07;

  private static final double MARGIN = 0.03;

  private LogAxis() {}

  /** Where counts stand on the axis. */
  public static double[] places(int... counts) {
    return IntStream.of(counts).mapToDouble(Math::log10).toArray();
  }

  /**
   * Curves over it.
   *
   * @param least count that is on it, at least 1
   * @param most count that is on it
   */
  public static Curves curves(String nameX, int least, int most, String nameY) {
    double low = Math.log10(least);
    double high = Math.max(Math.log10(most), low + 0.3);
    NumberAxis upright = new NumberAxis(nameY);
    upright.setAutoRangeIncludesZero(false);
    double margin = MARGIN * (high - low);
    return Curves.over(
        new TickedAxis(
            nameX, labels(least, most, APART * (high - low)), low - margin, high + margin),
        upright);
  }

  /** Ones, twos and fives, and both ends; of neighbours the end, or the rounder. */
  private static SortedMap<Double, String> labels(int least, int most, double apart) {
    SortedMap<Double, String> labels = new TreeMap<>();
    add(labels, least, apart);
    add(labels, most, apart);
    for (int step : STEPS) {
      for (long ten = 1; ten <= most; ten *= 10) {
        long count = step * ten;
        if (count > least && count < most) {
          add(labels, count, apart);
        }
      }
    }
    return labels;
  }

  private static void add(SortedMap<Double, String> labels, long count, double apart) {
    double place = Math.log10(count);
    if (labels.subMap(place - apart, place + apart).isEmpty()) {
      labels.put(place, "%,d".formatted(count));
    }
  }
}
