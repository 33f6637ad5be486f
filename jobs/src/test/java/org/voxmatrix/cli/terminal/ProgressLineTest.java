package org.voxmatrix.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final StringWriter written = new StringWriter();
  private long now;

  @Test
  void aLogGetsALineEveryHalfMinute() {
    ProgressLine progress = line(ProgressLine.Style.LOG);
    progress.total(1200, "recordings");
    after(29, progress, 300);
    assertThat(written.toString()).isEmpty();
    after(1, progress, 300);
    after(30, progress, 300);
    progress.done();
    assertThat(written.toString().lines())
        .containsExactly(
            "600 of 1,200 recordings (50 %), 20/s, 0:30 left",
            "900 of 1,200 recordings (75 %), 15/s, 0:20 left");
  }

  @Test
  void aTerminalGetsOneLineRewritten() {
    ProgressLine progress = line(ProgressLine.Style.TERMINAL);
    progress.total(8, "waves");
    after(4, progress, 2);
    progress.done();
    assertThat(written)
        .hasToString("\r\033[K2 of 8 waves (25 %), 0.5/s, 0:12 left" + System.lineSeparator());
  }

  @Test
  void withoutATotalThereIsNoTimeLeft() {
    ProgressLine progress = line(ProgressLine.Style.TERMINAL);
    progress.total(0, "recordings");
    after(1, progress, 5000);
    assertThat(written).hasToString("\r\033[K5,000 recordings, 5,000/s");
  }

  @Test
  void hoursAreHours() {
    ProgressLine progress = line(ProgressLine.Style.LOG);
    progress.total(100, "recordings");
    after(3600, progress, 25);
    assertThat(written.toString()).contains("0.0/s, 3 h 00 min left");
  }

  @Test
  void theRunIsFollowedByACommandToPaste() {
    ProgressLine progress =
        new ProgressLine(
            new PrintWriter(written),
            ProgressLine.Style.LOG,
            () -> now,
            List.of("--warehouse", "/data/it's mine"));
    progress.started("r-1");
    assertThat(written.toString().strip())
        .isEqualTo(
            "run r-1 (follow it: voxmatrix status --run r-1 --warehouse '/data/it'\\''s mine')");
  }

  private ProgressLine line(ProgressLine.Style style) {
    return new ProgressLine(new PrintWriter(written), style, () -> now, List.of());
  }

  private void after(long seconds, ProgressLine progress, long items) {
    now += TimeUnit.SECONDS.toNanos(seconds);
    progress.advance(items);
  }
}
