package org.voxmatrix.diarization;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Windows of made-up voices: each a direction, about which its windows are scattered. */
final class Voices {

  static final int SIZE = 32;

  private final Random random = new Random(5);
  private final List<VoiceWindow> windows = new ArrayList<>();
  private final float[][] voices;
  private final double scatter;
  private long time;

  /**
   * @param shared how much of a direction all voices have in common, as a channel does
   */
  Voices(int count, double shared, double scatter) {
    this.scatter = scatter;
    voices = new float[count][];
    for (int i = 0; i < count; i++) {
      float[] voice = new float[SIZE];
      voice[i] = 1;
      voice[SIZE - 1] = (float) shared;
      voices[i] = voice;
    }
  }

  /** Adds windows of a voice, one after the other, with another between if they overlap. */
  Voices say(int voice, int count) {
    for (int i = 0; i < count; i++) {
      windows.add(window(voice, time, time + 150, true));
      time += 150;
    }
    return this;
  }

  Voices pause(long frames) {
    time += frames;
    return this;
  }

  List<VoiceWindow> windows() {
    return windows;
  }

  private VoiceWindow window(int voice, long from, long to, boolean anchor) {
    float[] embedding = voices[voice].clone();
    for (int d = 0; d < SIZE; d++) {
      embedding[d] += (float) (scatter * random.nextGaussian() / Math.sqrt(SIZE));
    }
    return VoiceWindow.of(from, to, anchor, embedding, new float[SIZE]);
  }
}
