package org.voxmatrix.jobs.evaluate.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import org.voxmatrix.jobs.evaluate.metric.MeasuredMetric;

/** How a report writes numbers. */
final class Numbers {

  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Numbers() {}

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String people(int count) {
    return count == 1 ? "1 person" : count(count) + " people";
  }

  static String bits(double cost) {
    return String.format(Locale.ROOT, "%.3f", cost);
  }

  static String score(Double score) {
    return score == null ? "beyond all" : String.format(Locale.ROOT, "%.4f", score);
  }

  /** Three digits that count, in percent. */
  static String percent(double rate) {
    return rate == 0 ? "0 %" : digits(100 * rate) + " %";
  }

  /** An interval in percent; empty for none. */
  static String percents(Optional<MeasuredMetric> metric) {
    return metric.map(Numbers::percents).orElse("");
  }

  static String percents(MeasuredMetric metric) {
    return digits(100 * metric.low()) + " to " + digits(100 * metric.high()) + " %";
  }

  private static String digits(double number) {
    return new BigDecimal(number).round(THREE_DIGITS).toPlainString();
  }

  /** An interval of costs; empty for none. */
  static String bits(Optional<MeasuredMetric> metric) {
    return metric.map(Numbers::bits).orElse("");
  }

  static String bits(MeasuredMetric metric) {
    return bits(metric.low()) + " to " + bits(metric.high());
  }

  static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
