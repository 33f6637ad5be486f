package org.voxmatrix.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SpeechSegmenterTest {

  private static final double SHIFT = 0.01;

  @Property
  void givesWhatTheRuleGivesOnTheWholeRecording(
      @ForAll("decisions") boolean[] decisions, @ForAll("rules") SpeechRule rule) {
    assertThat(segmented(decisions, rule)).isEqualTo(whole(decisions, rule));
  }

  @Property
  void keepsAllSpeechExceptShortIslands(@ForAll("decisions") boolean[] decisions) {
    boolean[] tight = segmented(decisions, SpeechRule.TIGHT);
    boolean[] loose = segmented(decisions, SpeechRule.LOOSE);
    for (int i = 0; i < tight.length; i++) {
      assertThat(!tight[i] || loose[i]).as("frame %d is tight but not loose", i).isTrue();
    }
  }

  @Example
  void closesGapsDropsIslandsAndWidens() {
    boolean[] decisions = new boolean[300];
    Arrays.fill(decisions, 50, 70, true);
    Arrays.fill(decisions, 85, 100, true); // 15 frames away: one segment by both rules
    Arrays.fill(decisions, 150, 160, true); // 50 frames away: a gap by both
    Arrays.fill(decisions, 250, 259, true); // too short by both

    boolean[] tight = new boolean[300];
    Arrays.fill(tight, 45, 105, true);
    Arrays.fill(tight, 145, 165, true);
    assertThat(segmented(decisions, SpeechRule.TIGHT)).isEqualTo(tight);

    boolean[] loose = new boolean[300];
    Arrays.fill(loose, 30, 120, true);
    Arrays.fill(loose, 130, 180, true);
    assertThat(segmented(decisions, SpeechRule.LOOSE)).isEqualTo(loose);
  }

  @Example
  void refusesSegmentsThatWouldMeet() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SpeechRule(0.2, 0.1, 0.11))
        .withMessageStartingWith("close gap 0.2, drop island 0.1, widen 0.11");
  }

  /** Speech and silence in turns of every length around the rules' limits. */
  @Provide
  Arbitrary<boolean[]> decisions() {
    return Arbitraries.integers()
        .between(1, 80)
        .array(int[].class)
        .ofMaxSize(12)
        .flatMap(
            turns ->
                Arbitraries.of(false, true).map(first -> SpeechSegmenterTest.turns(turns, first)));
  }

  @Provide
  Arbitrary<SpeechRule> rules() {
    Arbitrary<Integer> frames = Arbitraries.integers().between(0, 30);
    Arbitrary<SpeechRule> any =
        Combinators.combine(frames, frames, frames)
            .as(
                (widen, extra, island) ->
                    new SpeechRule((2 * widen + extra) * SHIFT, island * SHIFT, widen * SHIFT));
    return Arbitraries.oneOf(Arbitraries.of(SpeechRule.TIGHT, SpeechRule.LOOSE), any);
  }

  private static boolean[] turns(int[] lengths, boolean first) {
    boolean[] decisions = new boolean[Arrays.stream(lengths).sum()];
    boolean speech = first;
    int from = 0;
    for (int length : lengths) {
      Arrays.fill(decisions, from, from + length, speech);
      from += length;
      speech = !speech;
    }
    return decisions;
  }

  /** Runs the segmenter, checking that it reports each frame once, in order and in time. */
  private static boolean[] segmented(boolean[] decisions, SpeechRule rule) {
    boolean[] result = new boolean[decisions.length];
    long[] reported = {0};
    SpeechSegmenter segmenter =
        new SpeechSegmenter(
            rule,
            SHIFT,
            new SpeechSegmenter.Sink() {
              @Override
              public void speech(long from, long to) {
                nonSpeech(from, to);
                Arrays.fill(result, (int) from, (int) to, true);
              }

              @Override
              public void nonSpeech(long from, long to) {
                assertThat(from).isEqualTo(reported[0]).isLessThan(to);
                reported[0] = to;
              }
            });
    for (int i = 0; i < decisions.length; i++) {
      segmenter.accept(decisions[i] ? SpeechDecision.SPEECH : SpeechDecision.NON_SPEECH);
      assertThat(i + 1 - reported[0]).isBetween(0L, (long) segmenter.delay());
    }
    segmenter.finish();
    assertThat(reported[0]).isEqualTo(decisions.length);
    return result;
  }

  /** The rule as its definition reads, over the whole recording at once. */
  private static boolean[] whole(boolean[] decisions, SpeechRule rule) {
    boolean[] closed = decisions.clone();
    int gap = (int) Math.round(rule.closeGap() / SHIFT);
    flipRuns(closed, false, gap, true);
    flipRuns(closed, true, (int) Math.round(rule.dropIsland() / SHIFT), false);
    int widen = (int) Math.round(rule.widen() / SHIFT);
    boolean[] wide = new boolean[closed.length];
    for (int i = 0; i < closed.length; i++) {
      if (closed[i]) {
        Arrays.fill(wide, Math.max(0, i - widen), Math.min(wide.length, i + widen + 1), true);
      }
    }
    return wide;
  }

  /** Flips runs of {@code value} shorter than {@code limit}; those at an end only if allowed. */
  private static void flipRuns(boolean[] frames, boolean value, int limit, boolean innerOnly) {
    for (int from = 0; from < frames.length; ) {
      int to = from;
      while (to < frames.length && frames[to] == frames[from]) {
        to++;
      }
      boolean atEnd = from == 0 || to == frames.length;
      if (frames[from] == value && to - from < limit && !(innerOnly && atEnd)) {
        Arrays.fill(frames, from, to, !value);
      }
      from = to;
    }
  }
}
