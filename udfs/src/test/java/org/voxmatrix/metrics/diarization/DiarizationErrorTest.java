package org.voxmatrix.metrics.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.voxmatrix.identity.Json;

class DiarizationErrorTest {

  private static final Offset<Double> EXACT = within(1e-9);

  @Test
  void whatIsRightIsNoErrorWhateverTheNames() {
    List<SpeakerSegment> reference = List.of(one(0, 4, "ann"), one(5, 9, "bob"), one(9, 12, "ann"));
    List<SpeakerSegment> found = List.of(one(0, 4, "1"), one(5, 9, "0"), one(9, 12, "1"));
    DiarizationError error = DiarizationError.of(reference, found, 0);
    assertThat(error.total()).isCloseTo(11, EXACT);
    assertThat(error.rate()).isZero();
  }

  @Test
  void eachKindOfErrorIsCounted() {
    List<SpeakerSegment> reference = List.of(one(0, 10, "a"), one(10, 20, "b"));
    // 1 s missed, 2 s of b given to a, 3 s after the end.
    List<SpeakerSegment> found = List.of(one(1, 12, "x"), one(12, 23, "y"));
    DiarizationError error = DiarizationError.of(reference, found, 0);
    assertThat(error.total()).isCloseTo(20, EXACT);
    assertThat(error.missed()).isCloseTo(1, EXACT);
    assertThat(error.confusion()).isCloseTo(2, EXACT);
    assertThat(error.falseAlarm()).isCloseTo(3, EXACT);
    assertThat(error.rate()).isCloseTo(0.3, EXACT);
  }

  @Test
  void theCollarIsAboutEveryEndOfTheReference() {
    List<SpeakerSegment> reference = List.of(one(0, 10, "a"), one(10, 20, "b"));
    List<SpeakerSegment> found = List.of(one(0.2, 10.2, "x"), one(10.2, 23, "y"));
    DiarizationError error = DiarizationError.of(reference, found, 0.25);
    assertThat(error.total()).isCloseTo(19, EXACT);
    assertThat(error.missed()).isZero();
    assertThat(error.confusion()).isZero();
    assertThat(error.falseAlarm()).isCloseTo(2.75, EXACT);
  }

  @Test
  void ofTwoWhoSpeakAtOnceOneMayBeMissed() {
    List<SpeakerSegment> reference = List.of(one(0, 6, "a"), one(4, 10, "b"));
    List<SpeakerSegment> found = List.of(one(0, 5, "x"), one(5, 10, "y"));
    DiarizationError error = DiarizationError.of(reference, found, 0);
    assertThat(error.total()).isCloseTo(12, EXACT);
    assertThat(error.missed()).isCloseTo(2, EXACT);
    assertThat(error.confusion()).isZero();
  }

  @Test
  void nothingFoundIsMissedAndNothingKnownHasNoRate() {
    assertThat(DiarizationError.of(List.of(one(1, 3, "a")), List.of(), 0).rate()).isEqualTo(1);
    DiarizationError none = DiarizationError.of(List.of(), List.of(one(1, 3, "a")), 0);
    assertThat(none.falseAlarm()).isCloseTo(2, EXACT);
    assertThat(none.rate()).isInfinite();
    assertThat(DiarizationError.of(List.of(), List.of(), 0.25).rate()).isNaN();
  }

  /** Random turns, and what pyannote.metrics 4.2.0 says of them: {@code make.py} made the file. */
  @Test
  void isThatOfPyannote() throws IOException {
    JsonNode cases;
    try (InputStream file = getClass().getResourceAsStream("/diarization/reference.json")) {
      cases = Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat(cases).hasSize(60);
    for (JsonNode one : cases) {
      DiarizationError error =
          DiarizationError.of(
              segments(one.get("reference")),
              segments(one.get("found")),
              one.get("collar").asDouble());
      assertThat(error.total()).isCloseTo(one.get("total").asDouble(), within(1e-6));
      assertThat(error.missed()).isCloseTo(one.get("missed").asDouble(), within(1e-6));
      assertThat(error.falseAlarm()).isCloseTo(one.get("false_alarm").asDouble(), within(1e-6));
      assertThat(error.confusion()).isCloseTo(one.get("confusion").asDouble(), within(1e-6));
    }
  }

  private static List<SpeakerSegment> segments(JsonNode rows) {
    List<SpeakerSegment> segments = new ArrayList<>();
    rows.forEach(
        row ->
            segments.add(one(row.get(0).asDouble(), row.get(1).asDouble(), row.get(2).asText())));
    return segments;
  }

  @Test
  void segmentsThatAreNoneAreRefused() {
    assertThatThrownBy(() -> one(3, 3, "a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> one(3, 2, "a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> one(-1, 2, "a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> one(Double.NaN, 2, "a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> one(0, Double.POSITIVE_INFINITY, "a"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBestAssignmentIsThatOfAllPermutations() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      double[][] values = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
      for (double[] row : values) {
        Arrays.setAll(row, i -> random.nextInt(8));
      }
      int[] found = Assignment.of(values);
      double sum = 0;
      List<Integer> used = new ArrayList<>();
      for (int row = 0; row < found.length; row++) {
        if (found[row] >= 0) {
          sum += values[row][found[row]];
          assertThat(used).doesNotContain(found[row]);
          used.add(found[row]);
        }
      }
      assertThat(sum).as("round %d", round).isEqualTo(best(values, 0, new ArrayList<>()));
    }
    assertThat(Assignment.of(new double[0][])).isEmpty();
  }

  private static double best(double[][] values, int row, List<Integer> used) {
    if (row == values.length) {
      return 0;
    }
    double best = best(values, row + 1, used);
    for (int column = 0; column < values[0].length; column++) {
      if (!used.contains(column)) {
        used.add(column);
        best = Math.max(best, values[row][column] + best(values, row + 1, used));
        used.remove((Integer) column);
      }
    }
    return best;
  }

  private static SpeakerSegment one(double start, double end, String speaker) {
    return new SpeakerSegment(start, end, speaker);
  }
}
