package org.voxmatrix.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeakerClustersTest {

  private static final OptionalInt AUTO = OptionalInt.empty();

  @Test
  void oneVoiceIsOneSpeaker() {
    SpeakerClusters one = SpeakerClusters.of(new Voices(1, 0, 0.7).say(0, 20).windows(), AUTO);
    assertThat(one.count()).isEqualTo(1);
    // A window's direction is the voice's at cosine 1 / sqrt(1 + 0.7^2): two at its square.
    assertThat(one.homogeneity()).isCloseTo(1 / 1.49, within(0.05));
  }

  /** A channel that all voices share makes them more alike, and neighbours too. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9})
  void twoVoicesAreTwoSpeakersOnAnyChannel(double shared) {
    Voices voices = new Voices(2, shared, 0.5).say(0, 4).say(1, 3).say(0, 3).say(1, 4);
    SpeakerClusters two = SpeakerClusters.of(voices.windows(), AUTO);
    assertThat(two.count()).isEqualTo(2);
    SpeakerClusters one = SpeakerClusters.of(new Voices(2, shared, 0.5).say(0, 14).windows(), AUTO);
    assertThat(one.count()).isEqualTo(1);
    assertThat(two.homogeneity()).isLessThan(one.homogeneity() - 0.1);
  }

  @Test
  void theSameVoiceAfterALongPauseIsOneSpeaker() {
    Voices voices = new Voices(2, 0.3, 0.5).say(0, 5).pause(100_000).say(0, 5);
    assertThat(SpeakerClusters.of(voices.windows(), AUTO).count()).isEqualTo(1);
  }

  @Test
  void aSpeakerHasThreeAnchorsAndTwoOfFew() {
    assertThat(count(new Voices(2, 0, 0.3).say(0, 10).say(1, 2))).isEqualTo(1);
    assertThat(count(new Voices(2, 0, 0.3).say(0, 10).say(1, 3))).isEqualTo(2);
    assertThat(count(new Voices(2, 0, 0.3).say(0, 4).say(1, 1))).isEqualTo(1);
    assertThat(count(new Voices(2, 0, 0.3).say(0, 4).say(1, 2))).isEqualTo(2);
    assertThat(count(new Voices(2, 0, 0.3).say(0, 1).say(1, 1))).isEqualTo(1);
    assertThat(count(new Voices(1, 0, 0.3).say(0, 1))).isEqualTo(1);
  }

  /** Of 100 anchors a speaker has 8. */
  @Test
  void aSpeakerHasAPartOfALongChannel() {
    assertThat(count(new Voices(2, 0, 0.3).say(0, 93).say(1, 7))).isEqualTo(1);
    assertThat(count(new Voices(2, 0, 0.3).say(0, 92).say(1, 8))).isEqualTo(2);
  }

  /** Cosines: 0-1 and 2-3 0.96, between the pairs 0, 0.28, -0.28, 0: mean 0. */
  @Test
  void halvesAreCutWhereTheyDifferMost() {
    float[][] pairs = {{1, 0}, {0, 1}, {0.96f, 0.28f}, {-0.28f, 0.96f}};
    Halves halves = Halves.of(pairs);
    assertThat(halves.likeness()).isCloseTo(0, within(1e-6));
    assertThat(halves.least()).isEqualTo(2);
    assertThat(halves.second()[0]).isEqualTo(halves.second()[2]).isNotEqualTo(halves.second()[1]);
    assertThat(halves.second()[1]).isEqualTo(halves.second()[3]);
    assertThat(Halves.of(new float[][] {{1, 0}, {1, 0}, {1, 0}})).isNull();
  }

  @Test
  void groupsAreCutBelowALikenessOrForSure() {
    float[][] pairs = {{1, 0}, {0, 1}, {0.96f, 0.28f}, {-0.28f, 0.96f}};
    Groups one = Groups.one(pairs);
    assertThat(one.divided(9, 1, size -> 0.1, false).labels()).containsExactly(0, 1, 0, 1);
    assertThat(one.divided(9, 3, size -> 0.1, false).count()).isEqualTo(1);
    assertThat(one.divided(9, 1, size -> 1e-9, false).count()).isBetween(1, 2);
    assertThat(one.divided(9, 1, size -> 0.97, false).count()).isEqualTo(4);
    assertThat(one.divided(3, 1, size -> 0.1, true).sizes()).containsExactlyInAnyOrder(1, 1, 2);
    assertThat(Numbering.of(7, 3, 7, 9)).isEqualTo(new int[] {0, 1, 0, 2});
  }

  @Test
  void asManyAreFoundAsAreAskedForUnlessThereIsTooLittle() {
    List<VoiceWindow> windows = new Voices(3, 0.2, 0.4).say(0, 5).say(1, 5).say(2, 5).windows();
    assertThat(SpeakerClusters.of(windows, AUTO).count()).isEqualTo(3);
    assertThat(SpeakerClusters.of(windows, OptionalInt.of(2)).count()).isEqualTo(2);
    assertThat(SpeakerClusters.of(windows, OptionalInt.of(1)).count()).isEqualTo(1);
    assertThat(SpeakerClusters.of(windows, OptionalInt.of(20)).count()).isBetween(4, 15);
    assertThat(SpeakerClusters.of(windows.subList(0, 1), OptionalInt.of(20)).count()).isEqualTo(1);
  }

  @Test
  void voicesWithoutDirectionAreOneSpeaker() {
    float[] nothing = new float[Voices.SIZE];
    List<VoiceWindow> windows =
        List.of(
            VoiceWindow.of(0, 150, true, nothing, nothing),
            VoiceWindow.of(150, 300, true, nothing, nothing));
    SpeakerClusters clusters = SpeakerClusters.of(windows, AUTO);
    assertThat(clusters.count()).isEqualTo(1);
    assertThat(clusters.homogeneity()).isZero();
  }

  /** A day of speech: 57,600 anchors, of which a sample is clustered. */
  @Test
  @Timeout(60)
  void aDayIsBounded() {
    Voices day = new Voices(3, 0.3, 0.5);
    for (int i = 0; i < 4_800; i++) {
      day.say(i % 3, 4).say((i + 1) % 3, 4).say(2, 4);
    }
    long start = System.nanoTime();
    assertThat(SpeakerClusters.of(day.windows(), AUTO).count()).isEqualTo(3);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  private static int count(Voices voices) {
    return SpeakerClusters.of(voices.windows(), AUTO).count();
  }
}
