package org.voxmatrix.diarization;

import java.util.Arrays;
import java.util.List;

/** How alike the windows of a channel are. */
public final class Likeness {

  /** A pause between turns is often where the speaker changes. */
  private static final int FRAMES_APART = 200;

  /** Of one voice, the mean cosine of all windows has this share of that of the most alike. */
  private static final double ONE_VOICE = 0.8;

  private Likeness() {}

  /**
   * Whether a first look at a few windows, at least three, shows one voice: all are about as alike
   * as each is to the one most like it. Of two voices it hardly ever does.
   */
  public static boolean showOneVoice(List<VoiceWindow> windows) {
    float[][] voices = windows.stream().map(VoiceWindow::direction).toArray(float[][]::new);
    double[] best = new double[voices.length];
    for (int i = 0; i < voices.length; i++) {
      best[i] = -1;
      for (int j = 0; j < voices.length; j++) {
        best[i] = i == j ? best[i] : Math.max(best[i], Directions.dot(voices[i], voices[j]));
      }
    }
    return ofAll(voices) >= ONE_VOICE * median(best);
  }

  /**
   * The median cosine of each window with the next one, which is most often of the same speaker: so
   * alike is one voice on this channel, said by this model. Neighbours across a long pause are left
   * out if there are others; 1 if there is only one window.
   */
  static double ofNeighbours(List<VoiceWindow> anchors) {
    double[] near = neighbours(anchors, FRAMES_APART);
    double[] cosines = near.length > 0 ? near : neighbours(anchors, Long.MAX_VALUE);
    if (cosines.length == 0) {
      return 1;
    }
    return median(cosines);
  }

  private static double median(double... values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }

  private static double[] neighbours(List<VoiceWindow> anchors, long apart) {
    double[] cosines = new double[Math.max(0, anchors.size() - 1)];
    int count = 0;
    for (int i = 1; i < anchors.size(); i++) {
      VoiceWindow before = anchors.get(i - 1);
      VoiceWindow window = anchors.get(i);
      if (window.from() - before.to() <= apart) {
        cosines[count++] = Directions.dot(before.direction(), window.direction());
      }
    }
    return Arrays.copyOf(cosines, count);
  }

  /** The mean cosine of all pairs of windows, 0 at least; 1 if there is only one window. */
  static double ofAll(float[][] directions) {
    if (directions.length < 2) {
      return 1;
    }
    double sum = 0;
    for (int i = 0; i < directions.length; i++) {
      for (int j = 0; j < i; j++) {
        sum += Directions.dot(directions[i], directions[j]);
      }
    }
    double pairs = directions.length * (directions.length - 1.0) / 2;
    return Math.max(0, Math.min(1, sum / pairs));
  }
}
