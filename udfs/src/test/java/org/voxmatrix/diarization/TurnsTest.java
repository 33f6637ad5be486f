package org.voxmatrix.diarization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final float[] A = {1, 0};
  private static final float[] B = {0, 1};
  private static final SpeakerClusters TWO = new SpeakerClusters(new float[][] {A, B}, 0.5);

  @Test
  void aFrameGoesToTheSpeakerOfTheWindowsOverIt() {
    List<VoiceWindow> windows =
        List.of(window(0, 150, A), window(75, 225, A), window(150, 300, B), window(225, 375, B));
    List<Turn> turns = Turns.of(List.of(new Span(10, 370)), windows, TWO);
    // Frame 187.5 is as near to the middle of the second window as of the third one.
    assertThat(turns).containsExactly(new Turn(10, 188, 0), new Turn(188, 370, 1));
  }

  @Test
  void silenceEndsATurn() {
    List<VoiceWindow> windows = List.of(window(0, 150, A), window(150, 300, A));
    assertThat(Turns.of(List.of(new Span(0, 100), new Span(140, 300)), windows, TWO))
        .containsExactly(new Turn(0, 100, 0), new Turn(140, 300, 0));
    assertThat(Turns.of(List.of(), windows, TWO)).isEmpty();
  }

  @Test
  void speechWithoutWindowsIsOfTheNearestInTime() {
    List<VoiceWindow> windows = List.of(window(100, 250, A), window(1_000, 1_150, B));
    List<Span> speech = List.of(new Span(0, 20), new Span(300, 310), new Span(900, 2_000));
    assertThat(Turns.of(speech, windows, TWO))
        .containsExactly(new Turn(0, 20, 0), new Turn(300, 310, 0), new Turn(900, 2_000, 1));
  }

  @Test
  void allSpeechIsSomebodysAndOnce() {
    Voices voices = new Voices(2, 0.2, 0.6).say(0, 4).say(1, 5).pause(77).say(0, 3);
    List<Span> speech = List.of(new Span(3, 1_000), new Span(1_020, 1_700));
    SpeakerClusters clusters = SpeakerClusters.of(voices.windows(), OptionalInt.empty());
    List<Turn> turns = Turns.of(speech, voices.windows(), clusters);
    long end = 3;
    for (Turn turn : turns) {
      assertThat(turn.from()).isEqualTo(end == 1_000 ? 1_020 : end);
      assertThat(turn.to()).isGreaterThan(turn.from());
      end = turn.to();
    }
    assertThat(end).isEqualTo(1_700);
  }

  @Test
  void aVoiceIsMadeOfWindowsThatAreOneSpeakers() {
    List<VoiceWindow> windows =
        new ArrayList<>(
            List.of(
                window(0, 150, A),
                window(75, 225, new float[] {1, 1}),
                window(150, 300, B),
                window(300, 450, new float[] {0.6f, 0.8f})));
    List<Turn> turns = List.of(new Turn(0, 150, 1), new Turn(150, 450, 0));
    List<SpeakerVoice> voices = SpeakerVoice.of(turns, windows, 2);
    assertThat(voices).hasSize(2);
    assertThat(voices.get(0).centre()).containsExactly(1, 0);
    assertThat(voices.get(0).frames()).isEqualTo(150);
    assertThat(voices.get(1).centre()).containsExactly(new float[] {0.3f, 0.9f}, within(1e-6f));
    assertThat(voices.get(1).turns()).containsExactly(new Turn(150, 450, 0));
  }

  @Test
  void aVoiceWithoutWindowsOfItsOwnIsOfThoseWithMostOfIt() {
    List<VoiceWindow> windows =
        List.of(window(0, 150, new float[] {0.8f, 0.6f}), window(150, 300, B));
    List<Turn> turns = List.of(new Turn(0, 50, 0), new Turn(50, 150, 1), new Turn(150, 300, 1));
    List<SpeakerVoice> voices = SpeakerVoice.of(turns, windows, 3);
    assertThat(voices).hasSize(2);
    assertThat(voices.get(0).centre()).containsExactly(new float[] {0.8f, 0.6f}, within(1e-6f));
    assertThat(voices.get(0).frames()).isEqualTo(50);
  }

  /** 30 frames are 0.3 s. */
  @Test
  void shortPausesOfASpeakerBelongToTheTurn() {
    List<VoiceWindow> windows = List.of(window(0, 150, A), window(300, 450, B));
    List<Turn> turns =
        List.of(
            new Turn(0, 50, 0),
            new Turn(79, 150, 0),
            new Turn(180, 200, 0),
            new Turn(200, 210, 1),
            new Turn(210, 230, 0),
            new Turn(300, 450, 1));
    List<SpeakerVoice> voices = SpeakerVoice.of(turns, windows, 2);
    assertThat(voices.get(0).turns())
        .containsExactly(new Turn(0, 150, 0), new Turn(180, 200, 0), new Turn(210, 230, 0));
    assertThat(voices.get(0).frames()).isEqualTo(50 + 71 + 20 + 20);
    assertThat(voices.get(1).turns()).containsExactly(new Turn(200, 210, 1), new Turn(300, 450, 1));
  }

  private static VoiceWindow window(long from, long to, float[] embedding) {
    return VoiceWindow.of(from, to, true, embedding, new float[2]);
  }
}
