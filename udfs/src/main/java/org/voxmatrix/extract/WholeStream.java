package org.voxmatrix.extract;

import org.voxmatrix.features.FrameFeatures;
import org.voxmatrix.features.FrameRing;
import org.voxmatrix.features.Framer;
import org.voxmatrix.speech.SnrMeter;

/** Takes a channel as it is; one shorter than the model's minimum is repeated to that length. */
final class WholeStream implements ChannelStream {

  /** -120 dB: below any converter's noise. */
  private static final float NO_SIGNAL = 1e-12f;

  private final FrameFeatures features;
  private final KeptFrames kept;
  private final SpeakerTrack track;
  private final int sampleRate;
  private final FrameRing latest;
  private final Framer framer;
  private final float[] beginning;
  private long samples;
  private long frames;
  private boolean signal;

  /**
   * @param minimum samples to which a shorter channel is repeated
   */
  WholeStream(
      FrameFeatures features, int sampleRate, int minimum, KeptFrames kept, SpeakerTrack track) {
    this.features = features;
    this.sampleRate = sampleRate;
    this.kept = kept;
    this.track = track;
    latest = new FrameRing(1, features.width());
    framer = new Framer(features.length(), features.shift(), this::frame);
    beginning = new float[minimum];
  }

  @Override
  public void accept(float[] block, int count) {
    if (samples < beginning.length) {
      int missing = (int) Math.min(count, beginning.length - samples);
      System.arraycopy(block, 0, beginning, (int) samples, missing);
    }
    samples += count;
    framer.accept(block, count);
  }

  @Override
  public ChannelSpeech finish() {
    for (long length = samples; samples > 0 && length < beginning.length; length += samples) {
      framer.accept(beginning, (int) Math.min(samples, beginning.length - length));
    }
    return new ChannelSpeech(kept, signal ? (double) samples / sampleRate : 0, null, null, track);
  }

  private void frame(float[] block, int offset) {
    signal |= SnrMeter.energy(block, offset, features.length()) > NO_SIGNAL;
    if (track.wants(kept)) {
      features.frame(block, offset, latest.values(), 0);
      track.frame(latest, frames, kept);
      track.speech(frames, frames + 1);
      kept.add(latest, 0);
    }
    frames++;
  }
}
