package org.voxmatrix.cli.terminal;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.voxmatrix.session.Progress;

/**
 * Items, rate and time left: one line rewritten on a terminal, a line every 30 seconds in a log.
 */
public final class ProgressLine implements Progress {

  /** Where the lines go. */
  public enum Style {
    TERMINAL(Duration.ofMillis(200), "\r\033[K", ""),
    LOG(Duration.ofSeconds(30), "", System.lineSeparator());

    private final Duration interval;
    private final String before;
    private final String after;

    Style(Duration interval, String before, String after) {
      this.interval = interval;
      this.before = before;
      this.after = after;
    }
  }

  private final PrintWriter out;
  private final Style style;
  private final LongSupplier nanoTime;
  private final List<String> warehouse;
  private String unit = "items";
  private long total;
  private long finished;
  private long told;
  private long start;
  private long printed;
  private boolean written;

  /**
   * @param nanoTime the clock, such as {@link System#nanoTime}
   * @param warehouse the option that {@code status} needs to find the run, if any
   */
  public ProgressLine(PrintWriter out, Style style, LongSupplier nanoTime, List<String> warehouse) {
    this.warehouse = warehouse;
    this.out = out;
    this.style = style;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void started(String runId) {
    String follow = ShellCommand.of(warehouse, "status", "--run", runId);
    out.println("run " + runId + " (follow it: " + follow + ")");
    out.flush();
  }

  @Override
  public synchronized void step(String what) {
    out.println(what);
    out.flush();
  }

  @Override
  public synchronized void total(long items, String what) {
    total = items;
    unit = what;
    finished = 0;
    start = nanoTime.getAsLong();
    printed = start;
  }

  @Override
  public synchronized void advance(long items) {
    finished += items;
    long now = nanoTime.getAsLong();
    if (now - printed >= style.interval.toNanos()) {
      printed = now;
      print(now);
    }
  }

  @Override
  public synchronized void done() {
    if (written) {
      if (finished != told) {
        print(nanoTime.getAsLong());
      }
      if (style == Style.TERMINAL) {
        out.println();
      }
      out.flush();
    }
  }

  private void print(long now) {
    double seconds = Math.max(1e-9, (now - start) / 1e9);
    double rate = finished / seconds;
    String line =
        total > 0
            ? String.format(
                Locale.ROOT,
                "%,d of %,d %s (%.0f %%), %s/s, %s left",
                finished,
                total,
                unit,
                100.0 * finished / total,
                rate(rate),
                time((total - finished) / Math.max(rate, 1e-9)))
            : String.format(Locale.ROOT, "%,d %s, %s/s", finished, unit, rate(rate));
    out.print(style.before + line + style.after);
    out.flush();
    told = finished;
    written = true;
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 10 ? "%.1f" : "%,.0f", perSecond);
  }

  private static String time(double seconds) {
    long whole = Math.round(Math.min(Math.max(seconds, 0), 1e9));
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
  }
}
