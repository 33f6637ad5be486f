package org.voxmatrix.audio;

import static org.voxmatrix.audio.input.AudioFault.milliseconds;
import static org.voxmatrix.audio.input.AudioFault.note;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.util.List;
import java.util.Map;
import org.voxmatrix.audio.input.AudioFormat;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;

/**
 * Keeps samples within reason, and rejects what is no sample. Resampling takes a recording that was
 * cut off at full scale beyond it; to cut that off again would add noise of all frequencies, in
 * which speech is lost.
 */
final class SampleCheck {

  /**
   * Stored floats beyond this are integers in disguise, which clipping would make a square wave.
   */
  private static final float LOUDEST_FLOAT = 16f;

  /** Resampling alone makes a full scale up to so much fuller. */
  private static final float MOST = 1.5f;

  private final boolean storedAsFloat;
  private final int rate;
  private float loudest;

  SampleCheck(AudioFormat format, int rate) {
    storedAsFloat = format.codec().startsWith("pcm_f");
    this.rate = rate;
  }

  /** Checks and clips samples in place; the first is number {@code position} of its channel. */
  void apply(float[] samples, int from, int count, int channel, long position) {
    for (int i = from; i < from + count; i++) {
      float sample = samples[i];
      if (!(Math.abs(sample) <= MOST)) {
        if (!Float.isFinite(sample) || (storedAsFloat && Math.abs(sample) > LOUDEST_FLOAT)) {
          throw bad(sample, channel, (double) (position + i - from) / rate);
        }
        loudest = Math.max(loudest, Math.abs(sample));
        samples[i] = Math.copySign(MOST, sample);
      }
    }
  }

  /** What a user should know of stored floats that had to be clipped. */
  List<ErrorDetail> notes() {
    return storedAsFloat && loudest > 0
        ? List.of(
            note(
                Fault.AUDIO_BAD_SAMPLES,
                "samples",
                "Samples of up to %s were clipped to the range of -1.5 to 1.5; scale the recording."
                    .formatted(milliseconds(loudest)),
                Map.of("value", (double) loudest)))
        : List.of();
  }

  private static RuntimeException bad(float sample, int channel, double seconds) {
    return reject(
        Fault.AUDIO_BAD_SAMPLES,
        "samples",
        ("A sample near %s s of channel %d is %s, outside -1 to 1; scale the recording or rewrite it.")
            .formatted(milliseconds(seconds), channel, sample),
        Map.of("value", Float.toString(sample), "channel", channel, "seconds", seconds));
  }
}
