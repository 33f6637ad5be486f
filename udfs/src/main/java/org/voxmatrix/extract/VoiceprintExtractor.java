package org.voxmatrix.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voxmatrix.audio.AudioReader;
import org.voxmatrix.audio.DecodedAudio;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.speech.SpeechDetector;

/**
 * Makes voiceprints of recordings. Thread-safe: open one per JVM and model, and let every task use
 * it. An embedding depends on its recording and the options alone, not on what runs beside it.
 *
 * <p>A recording is read once, block by block, so memory does not grow with its length. For a model
 * of 80 bins each channel takes 0.5 MB of heap while it is read and 32 kB per second of speech
 * embedded, at most 3.8 MB at the default cap of 120 s (twice that for a moment, when room is made
 * for more). Windows by which speakers are counted take as much again; those of speakers that are
 * asked for 1 kB each, of which there are 4,800 in an hour of speech. Outside the heap the default
 * model settles at some 0.1 GB for each thread that embeds 120 s at once, whatever the lengths;
 * that, and half a second of CPU, is why the cap is there.
 */
public final class VoiceprintExtractor implements AutoCloseable {

  private static final int BLOCK_SAMPLES = 8_192;

  private final ModelBundle bundle;
  private final AudioLimits limits;
  private final Embedder embedder;
  private final Optional<SpeechDetector> detector;

  public VoiceprintExtractor(ModelBundle bundle) {
    this(bundle, AudioLimits.defaults());
  }

  /**
   * @param limits beyond which recordings are rejected
   */
  public VoiceprintExtractor(ModelBundle bundle, AudioLimits limits) {
    this.bundle = bundle;
    this.limits = limits;
    embedder = new Embedder(bundle);
    detector = SpeechDetector.open(bundle);
  }

  /**
   * Makes the voiceprints of one recording.
   *
   * @param input closed when done
   * @throws RejectedException if the recording is invalid, or asked for what it does not have
   * @throws RequestException if speech is to be detected and the bundle's model has no detector
   */
  public Extraction extract(AudioInput input, ExtractOptions options) {
    StreamFactory streams = streams(options);
    try (AudioReader reader =
        AudioReader.open(input, bundle.sampleRate(), options.reading(limits))) {
      return extract(reader, options, streams);
    }
  }

  /**
   * Makes the voiceprints of a recording that is used for more than these. Its own limits hold.
   *
   * @param audio left open
   * @throws RejectedException if the recording is invalid, or asked for what it does not have
   * @throws RequestException if speech is to be detected and the bundle's model has no detector
   * @throws IllegalStateException if {@code audio} is longer than what it may hold
   */
  public Extraction extract(DecodedAudio audio, ExtractOptions options) {
    StreamFactory streams = streams(options);
    try (AudioReader reader = audio.reader(bundle.sampleRate())) {
      return extract(reader, options, streams);
    }
  }

  private Extraction extract(AudioReader reader, ExtractOptions options, StreamFactory streams) {
    Selection.checkRange(options);
    int channelCount = reader.format().channels();
    List<Integer> channels = Selection.channels(options, channelCount);
    ChannelRouter router = new ChannelRouter(options.channelMode(), channels, streams);
    double length = read(reader, options, router);
    List<ErrorDetail> notes = new ArrayList<>(reader.notes());
    List<ChannelVoiceprint> voiceprints =
        voiceprints(router, options, length, streams.frameShift(), notes);
    return new Extraction(
        length,
        reader.format().sampleRate(),
        channelCount,
        reader.format().codec(),
        voiceprints,
        notes);
  }

  private StreamFactory streams(ExtractOptions options) {
    if (options.speechDetection() == SpeechDetection.OFF) {
      return new StreamFactory(bundle, Optional.empty(), embedder, options);
    }
    if (detector.isEmpty()) {
      throw new RequestException(
          Fault.MODEL_BAD_BUNDLE,
          List.of("bundle.json", "vad"),
          "Model %s has no speech detector and its frames are not those of the default one: add vad.onnx to the bundle, or turn speech detection off."
              .formatted(bundle.name()));
    }
    return new StreamFactory(bundle, detector, embedder, options);
  }

  /** Returns the seconds read. */
  private double read(AudioReader reader, ExtractOptions options, ChannelRouter router) {
    double start = options.start();
    reader.skipTo(start);
    int rate = bundle.sampleRate();
    long wanted =
        options.end() < Double.POSITIVE_INFINITY
            ? Math.max(1, Math.round((options.end() - start) * rate))
            : Long.MAX_VALUE;
    float[][] block = new float[reader.format().channels()][BLOCK_SAMPLES];
    long samples = 0;
    while (samples < wanted) {
      int count = reader.read(block);
      if (count < 0) {
        Selection.checkEnd(options, start + (double) samples / rate);
        break;
      }
      int used = (int) Math.min(count, wanted - samples);
      router.accept(block, used);
      samples += used;
    }
    return (double) samples / rate;
  }

  private List<ChannelVoiceprint> voiceprints(
      ChannelRouter router,
      ExtractOptions options,
      double audioLength,
      double frameShift,
      List<ErrorDetail> notes) {
    List<ErrorDetail> further = new ArrayList<>();
    ChannelVoices voices =
        new ChannelVoices(embedder, options, bundle.minimumSpeech(), frameShift, further);
    List<ChannelVoiceprint> voiceprints = new ArrayList<>();
    List<RejectedException> faults = new ArrayList<>();
    for (Map.Entry<Integer, ChannelStream> channel : router.streams().entrySet()) {
      ChannelStream.ChannelSpeech speech = channel.getValue().finish();
      Optional<RejectedException> fault =
          fault(channel.getKey(), speech, options, router, audioLength);
      if (fault.isPresent()) {
        faults.add(fault.get());
        notes.add(fault.get().detail());
        voiceprints.add(
            new ChannelVoiceprint(
                channel.getKey(),
                null,
                speech.speechLength(),
                speech.snrDb(),
                speech.quality(),
                null,
                null,
                List.of()));
      } else {
        voiceprints.add(voices.of(channel.getKey(), speech));
      }
    }
    if (faults.size() == voiceprints.size()) {
      throw withNotes(worst(faults), notes.subList(0, notes.size() - faults.size()));
    }
    notes.addAll(further);
    return voiceprints;
  }

  /** Some speech is nearer to a voiceprint than none, so it is what the user is told of. */
  private static RejectedException worst(List<RejectedException> faults) {
    return faults.stream()
        .filter(fault -> fault.fault() == Fault.AUDIO_TOO_SHORT)
        .findFirst()
        .orElse(faults.get(0));
  }

  /** What was found in the recording may be why no voice was. */
  private static RejectedException withNotes(RejectedException fault, List<ErrorDetail> notes) {
    ErrorDetail detail = fault.detail();
    StringBuilder message = new StringBuilder(detail.message());
    notes.forEach(note -> message.append(' ').append(note.message()));
    return new RejectedException(
        fault.fault(), detail.location(), message.toString(), detail.context());
  }

  private Optional<RejectedException> fault(
      int channel,
      ChannelStream.ChannelSpeech speech,
      ExtractOptions options,
      ChannelRouter router,
      double audioLength) {
    List<Object> location = List.of("channels", channel);
    double length = speech.speechLength();
    boolean detected = options.speechDetection() == SpeechDetection.ON;
    if (length == 0 && router.isCancelled()) {
      return Optional.of(
          new RejectedException(
              Fault.AUDIO_NO_SPEECH,
              location,
              "There is no speech in the mix, because the channels cancel each other: one is"
                  + " inverted. Use channel mode split, or one channel."));
    }
    // A scrap too short for a voiceprint is too short for the detector as well.
    boolean scrap = detected && audioLength < bundle.minimumSpeech();
    if (length == 0 && !scrap) {
      return Optional.of(
          new RejectedException(
              Fault.AUDIO_NO_SPEECH,
              location,
              "There is no speech in channel " + channel + ": give a recording of a voice."));
    }
    if (detected && length < bundle.minimumSpeech()) {
      return Optional.of(
          new RejectedException(
              Fault.AUDIO_TOO_SHORT,
              location,
              "Channel %s has %s s of speech: a voiceprint needs %s s."
                  .formatted(channel, Math.round(length * 1000) / 1000.0, bundle.minimumSpeech()),
              Map.of("speech_length", length, "minimum_speech", bundle.minimumSpeech())));
    }
    return options.minQuality().fault(channel, length, speech.snrDb(), speech.quality());
  }

  @Override
  public void close() {
    embedder.close();
    detector.ifPresent(SpeechDetector::close);
  }
}
