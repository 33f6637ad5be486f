package org.voxmatrix.jobs.evaluate.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How a report writes numbers. */
final class Numbers {

  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Numbers() {}

  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  static String bits(double cost) {
    return String.format(Locale.ROOT, "%.3f", cost);
  }

  static String score(Double score) {
    return score == null ? "beyond all" : String.format(Locale.ROOT, "%.4f", score);
  }

  /** Three digits that count, in percent. */
  static String percent(double rate) {
    return rate == 0
        ? "0 %"
        : new BigDecimal(100 * rate).round(THREE_DIGITS).toPlainString() + " %";
  }

  static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
