package org.voxmatrix.extract;

import org.voxmatrix.features.BandPower;
import org.voxmatrix.features.FilterBank;
import org.voxmatrix.features.FrameFeatures;
import org.voxmatrix.features.FrameRing;
import org.voxmatrix.features.Framer;
import org.voxmatrix.speech.QualityMeter;
import org.voxmatrix.speech.SnrMeter;
import org.voxmatrix.speech.SpeechDecision;
import org.voxmatrix.speech.SpeechDetector;
import org.voxmatrix.speech.SpeechRule;
import org.voxmatrix.speech.SpeechSegmenter;
import org.voxmatrix.speech.SpeechStream;

/**
 * Finds the speech of a channel: keeps the frames of the loose rule, measures those of the tight
 * one. Frames wait in rings until both rules have decided on them.
 */
final class SpeechOnlyStream implements ChannelStream {

  private final FilterBank detectorFeatures;
  private final FrameFeatures modelFeatures;
  private final FrameRing detectorFrames;
  private final FrameRing modelFrames;
  private final FrameRing energies;
  private final Framer framer;
  private final double frameShift;
  private final SpeechStream detection;
  private final SpeechSegmenter tight;
  private final SpeechSegmenter loose;
  private final SnrMeter snr = new SnrMeter();
  private final QualityMeter quality;
  private final KeptFrames kept;
  private final SpeakerTrack track;
  private final boolean keepSilence;
  private long frames;
  private long tightFrames;

  /**
   * @param modelFeatures what the model sees of a frame; may be {@code detectorFeatures} itself
   * @param keepSilence whether frames of digital silence in speech are kept
   */
  SpeechOnlyStream(
      SpeechDetector detector,
      FilterBank detectorFeatures,
      FrameFeatures modelFeatures,
      KeptFrames kept,
      SpeakerTrack track,
      boolean keepSilence) {
    this.detectorFeatures = detectorFeatures;
    this.modelFeatures = modelFeatures;
    this.kept = kept;
    this.track = track;
    this.keepSilence = keepSilence;
    frameShift = detector.frontEnd().frameShift();
    tight = new SpeechSegmenter(SpeechRule.TIGHT, frameShift, new TightSink());
    loose = new SpeechSegmenter(SpeechRule.LOOSE, frameShift, new LooseSink());
    int capacity = SpeechStream.capacity(detector) + Math.max(tight.delay(), loose.delay());
    detectorFrames = new FrameRing(capacity, detectorFeatures.width());
    modelFrames =
        modelFeatures == detectorFeatures
            ? detectorFrames
            : new FrameRing(capacity, modelFeatures.width());
    energies = new FrameRing(capacity, 1);
    int rate = detector.frontEnd().sampleRate();
    quality =
        new QualityMeter(
            new BandPower(rate, detectorFeatures.length(), detectorFeatures.shift()), capacity);
    detection = new SpeechStream(detector, detectorFrames, this::decided);
    framer = new Framer(detectorFeatures.length(), detectorFeatures.shift(), this::frame);
  }

  @Override
  public void accept(float[] samples, int count) {
    quality.samples(samples, count);
    framer.accept(samples, count);
  }

  @Override
  public ChannelSpeech finish() {
    detection.finish();
    tight.finish();
    loose.finish();
    return new ChannelSpeech(
        kept,
        FrameTime.seconds(tightFrames, frameShift),
        snr.decibels(),
        quality.quality(snr.level(), (double) tightFrames * detectorFeatures.shift()),
        track);
  }

  private void frame(float[] samples, int offset) {
    detectorFeatures.frame(samples, offset, detectorFrames.values(), detectorFrames.offset(frames));
    if (modelFrames != detectorFrames) {
      modelFeatures.frame(samples, offset, modelFrames.values(), modelFrames.offset(frames));
    }
    energies.values()[energies.offset(frames)] =
        SnrMeter.energy(samples, offset, detectorFeatures.length());
    quality.frame(frames, samples, offset);
    frames++;
    detection.added();
  }

  private void decided(SpeechDecision decision) {
    tight.accept(decision);
    loose.accept(decision);
  }

  private float energy(long frame) {
    return energies.values()[energies.offset(frame)];
  }

  private final class TightSink implements SpeechSegmenter.Sink {

    @Override
    public void speech(long from, long to) {
      tightFrames += to - from;
      track.speech(from, to);
      for (long frame = from; frame < to; frame++) {
        snr.speech(energy(frame));
        quality.speech(frame);
      }
    }

    @Override
    public void nonSpeech(long from, long to) {
      for (long frame = from; frame < to; frame++) {
        snr.nonSpeech(energy(frame));
        quality.nonSpeech(frame);
      }
    }
  }

  private final class LooseSink implements SpeechSegmenter.Sink {

    @Override
    public void speech(long from, long to) {
      for (long frame = from; frame < to; frame++) {
        if (keepSilence || energy(frame) > 0) {
          track.frame(modelFrames, frame, kept);
          kept.add(modelFrames, frame);
        }
      }
    }

    @Override
    public void nonSpeech(long from, long to) {}
  }
}
