package org.voxmatrix.extract;

import java.util.Optional;
import org.voxmatrix.features.FilterBank;
import org.voxmatrix.features.FrameFeatures;
import org.voxmatrix.features.FrameSamples;
import org.voxmatrix.features.FrontEnd;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.speech.SpeechDetector;

/** Makes the streams of one recording's channels. They share scratch space: one thread only. */
final class StreamFactory {

  /** Frames of a waveform model without a detector, seconds: any small step would do. */
  private static final double WAVEFORM_SHIFT = 0.01;

  private final ModelBundle bundle;
  private final ExtractOptions options;
  private final Optional<SpeechDetector> detector;
  private final Embedder embedder;
  private final Optional<FilterBank> detectorFeatures;
  private final FrameFeatures modelFeatures;

  /**
   * @param detector one that fits the model, or empty to take all for speech
   */
  StreamFactory(
      ModelBundle bundle,
      Optional<SpeechDetector> detector,
      Embedder embedder,
      ExtractOptions options) {
    this.bundle = bundle;
    this.embedder = embedder;
    this.options = options;
    this.detector = detector;
    Optional<FrontEnd> hearing = detector.map(SpeechDetector::frontEnd);
    detectorFeatures = hearing.map(FilterBank::new);
    if (bundle.frontEnd().isEmpty()) {
      int shift = (int) Math.round(WAVEFORM_SHIFT * bundle.sampleRate());
      modelFeatures = new FrameSamples(hearing.map(FrontEnd::shiftSamples).orElse(shift));
    } else if (bundle.frontEnd().equals(hearing)) {
      modelFeatures = detectorFeatures.orElseThrow();
    } else {
      modelFeatures = new FilterBank(bundle.frontEnd().get());
    }
  }

  /** Seconds from one frame to the next. */
  double frameShift() {
    return (double) modelFeatures.shift() / bundle.sampleRate();
  }

  ChannelStream create() {
    int rate = bundle.sampleRate();
    double frameShift = frameShift();
    int limit = (int) Math.round(options.maxSpeech() / frameShift);
    KeptFrames kept = new KeptFrames(modelFeatures.width(), limit);
    SpeakerTrack track = SpeakerTrack.of(embedder, modelFeatures.width(), frameShift, options);
    if (detector.isPresent()) {
      boolean keepSilence = bundle.dynamicRange().isEmpty();
      return new SpeechOnlyStream(
          detector.get(), detectorFeatures.orElseThrow(), modelFeatures, kept, track, keepSilence);
    }
    int minimum = (int) Math.round(bundle.minimumSpeech() * rate);
    return new WholeStream(modelFeatures, rate, minimum, kept, track);
  }
}
