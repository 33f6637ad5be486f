package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.features.Reference;
import org.voxmatrix.model.Bundles;
import org.voxmatrix.model.ModelBundle;

class VoiceprintExtractorTest {

  private static final ExtractOptions WHOLE =
      ExtractOptions.DEFAULT.withSpeechDetection(SpeechDetection.OFF);

  private static VoiceprintExtractor extractor;
  private static float[] voice;
  private static float[] otherVoice;

  @BeforeAll
  static void open() {
    extractor = new VoiceprintExtractor(ModelBundle.loadDefault());
    voice = Recordings.voice("english-awb/english-awb-1.wav");
    otherVoice = Recordings.voice("english-slt/english-slt-4.wav");
  }

  @AfterAll
  static void close() {
    extractor.close();
  }

  @Test
  void givesTheEmbeddingOfTheReference() {
    Reference reference = Reference.load();
    AudioInput recording = Wav.of(reference.samples());
    float[] embedding = only(extractor.extract(recording, WHOLE)).embedding();
    assertThat(cosine(embedding, reference.embedding())).isGreaterThan(0.9999);

    // The model was published with the floor of its first bundle.
    ModelBundle first = ModelBundle.loadTried(Bundles.resources("voxmatrix-v0"));
    try (VoiceprintExtractor former = new VoiceprintExtractor(first)) {
      assertThat(only(former.extract(recording, WHOLE)).embedding())
          .containsExactly(reference.embedding(), within(1e-2f));
    }
  }

  @Test
  void describesTheRecording() {
    Extraction extraction =
        extractor.extract(
            Wav.of(voice, Recordings.silence(voice.length / 16_000.0)),
            WHOLE.withChannels(List.of(0)));

    assertThat(extraction.audioLength()).isEqualTo(voice.length / 16_000.0);
    assertThat(extraction.sampleRate()).isEqualTo(16_000);
    assertThat(extraction.channelCount()).isEqualTo(2);
    assertThat(extraction.codec()).isEqualTo("pcm_f32le");
    assertThat(extraction.notes()).isEmpty();
  }

  @Test
  void embedsTheSpeechAndMeasuresIt() {
    float[] padded = Recordings.joined(Recordings.silence(3), voice, Recordings.silence(4));
    ChannelVoiceprint alone = only(extractor.extract(Wav.of(voice), ExtractOptions.DEFAULT));
    ChannelVoiceprint found = only(extractor.extract(Wav.of(padded), ExtractOptions.DEFAULT));

    assertThat(alone.speechLength())
        .isBetween(0.7 * voice.length / 16_000, voice.length / 16_000.0);
    assertThat(found.speechLength()).isCloseTo(alone.speechLength(), within(0.3));
    assertThat(cosine(found.embedding(), alone.embedding())).isGreaterThan(0.97);
    assertThat(found.snrDb()).isGreaterThan(40);
  }

  @Test
  void withoutDetectionAllIsSpeech() {
    float[] padded = Recordings.joined(voice, Recordings.silence(4));
    ChannelVoiceprint whole = only(extractor.extract(Wav.of(padded), WHOLE));

    assertThat(whole.speechLength()).isEqualTo(padded.length / 16_000.0);
    assertThat(whole.snrDb()).isNull();
  }

  @Test
  void repeatsShortAudioWithoutDetection() {
    float[] word = Arrays.copyOfRange(voice, 16_000, 19_001);
    float[] repeated = Arrays.copyOf(Recordings.joined(word, word, word), 8_000);

    ChannelVoiceprint short_ = only(extractor.extract(Wav.of(word), WHOLE));
    ChannelVoiceprint long_ = only(extractor.extract(Wav.of(repeated), WHOLE));
    assertThat(short_.embedding()).isEqualTo(long_.embedding());
    assertThat(short_.speechLength()).isEqualTo(3_001 / 16_000.0);
  }

  @Test
  void embedsTheFirstSpeechUpToTheCapAndMeasuresAll() {
    float[] twice = Recordings.joined(voice, otherVoice);
    float[] beginning = Arrays.copyOf(twice, 32_000 + 240);
    ChannelVoiceprint capped = only(extractor.extract(Wav.of(twice), WHOLE.withMaxSpeech(2)));

    assertThat(capped.embedding())
        .isEqualTo(only(extractor.extract(Wav.of(beginning), WHOLE)).embedding());
    assertThat(capped.speechLength()).isEqualTo(twice.length / 16_000.0);
    ChannelVoiceprint speech =
        only(extractor.extract(Wav.of(twice), ExtractOptions.DEFAULT.withMaxSpeech(2)));
    assertThat(speech.speechLength()).isGreaterThan(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WHOLE.withMaxSpeech(0.5))
        .withMessage("max speech is 0.5 s, not 1 to 600");
  }

  @Test
  void aRangeIsTheSameAsARecordingOfIt() {
    float[] long_ = Recordings.joined(otherVoice, voice, otherVoice);
    double start = otherVoice.length / 16_000.0;
    double end = (otherVoice.length + voice.length) / 16_000.0;
    for (ExtractOptions options : List.of(WHOLE, ExtractOptions.DEFAULT)) {
      Extraction cut = extractor.extract(Wav.of(voice), options);
      Extraction range = extractor.extract(Wav.of(long_), options.withStart(start).withEnd(end));

      assertThat(range).usingRecursiveComparison().isEqualTo(cut);
    }
  }

  @Test
  void keepsChannelsApartOrMixesThem() {
    int length = Math.min(voice.length, otherVoice.length);
    float[] left = Arrays.copyOf(voice, length);
    float[] right = Arrays.copyOf(otherVoice, length);
    float[] mean = Recordings.scaled(Recordings.mixed(left, right), 0.5);

    Extraction split = extractor.extract(Wav.of(left, right), ExtractOptions.DEFAULT);
    assertThat(split.channels()).extracting(ChannelVoiceprint::channelNumber).containsExactly(0, 1);
    assertSame(split.channels().get(0), extractor.extract(Wav.of(left), ExtractOptions.DEFAULT));
    assertThat(split.channels().get(1).embedding())
        .isEqualTo(only(extractor.extract(Wav.of(right), ExtractOptions.DEFAULT)).embedding());

    Extraction chosen =
        extractor.extract(
            Wav.of(left, right), ExtractOptions.DEFAULT.withChannels(List.of(1, 0, 1)));
    assertThat(chosen.channels())
        .extracting(ChannelVoiceprint::channelNumber)
        .containsExactly(1, 0);

    Extraction mixed =
        extractor.extract(
            Wav.of(left, right), ExtractOptions.DEFAULT.withChannelMode(ChannelMode.MIX));
    assertSame(only(mixed), extractor.extract(Wav.of(mean), ExtractOptions.DEFAULT));
  }

  @Test
  void aSilentChannelIsNotedAndTheOtherStands() {
    float[] silence = new float[voice.length];
    Extraction extraction = extractor.extract(Wav.of(voice, silence), ExtractOptions.DEFAULT);

    assertThat(extraction.channels().get(0).embedding()).hasSize(192);
    ChannelVoiceprint silent = extraction.channels().get(1);
    assertThat(silent.embedding()).isNull();
    assertThat(silent.speechLength()).isZero();
    assertThat(silent.snrDb()).isNull();
    assertThat(extraction.notes())
        .containsExactly(
            ErrorDetail.of(
                Fault.AUDIO_NO_SPEECH,
                List.of("channels", 1),
                "There is no speech in channel 1: give a recording of a voice."));
  }

  @Test
  void worksOnVeryQuietSpeech() {
    ChannelVoiceprint loud = only(extractor.extract(Wav.of(voice), ExtractOptions.DEFAULT));
    ChannelVoiceprint quiet =
        only(extractor.extract(Wav.of(Recordings.scaled(voice, 0.02)), ExtractOptions.DEFAULT));
    ChannelVoiceprint faint =
        only(extractor.extract(Wav.of(Recordings.scaled(voice, 0.001)), ExtractOptions.DEFAULT));

    assertThat(quiet.speechLength()).isCloseTo(loud.speechLength(), within(0.3));
    assertThat(cosine(quiet.embedding(), loud.embedding())).isGreaterThan(0.9);
    assertThat(faint.speechLength()).isGreaterThan(0.5 * loud.speechLength());
    assertThat(faint.embedding()).doesNotContain(Float.NaN);
    // Samples in floating point have the bits at 60 dB down too.
    assertThat(cosine(faint.embedding(), loud.embedding())).isGreaterThan(0.97);
  }

  @Test
  void anEmbeddingDoesNotDependOnWhatRunsBesideIt() throws Exception {
    float[] first = only(extractor.extract(Wav.of(voice), ExtractOptions.DEFAULT)).embedding();
    float[] second =
        only(extractor.extract(Wav.of(otherVoice), ExtractOptions.DEFAULT)).embedding();
    List<Callable<float[]>> tasks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      float[] samples = i % 2 == 0 ? voice : otherVoice;
      tasks.add(() -> only(extractor.extract(Wav.of(samples), ExtractOptions.DEFAULT)).embedding());
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<float[]>> results = threads.invokeAll(tasks);
      for (int i = 0; i < results.size(); i++) {
        assertThat(results.get(i).get()).isEqualTo(i % 2 == 0 ? first : second);
      }
    } finally {
      threads.shutdown();
    }
  }

  private static ChannelVoiceprint only(Extraction extraction) {
    assertThat(extraction.channels()).hasSize(1);
    return extraction.channels().get(0);
  }

  private static void assertSame(ChannelVoiceprint found, Extraction expected) {
    assertThat(found).usingRecursiveComparison().isEqualTo(only(expected));
  }

  static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }
}
