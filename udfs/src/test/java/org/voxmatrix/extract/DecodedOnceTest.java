package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.audio.DecodedAudio;
import org.voxmatrix.audio.Wav;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.audio.input.ReadOptions;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.model.ModelBundle;

/** A recording decoded once gives the voiceprints, and the faults, of one read as a stream. */
class DecodedOnceTest {

  private static final ExtractOptions MIX = ExtractOptions.DEFAULT.withChannelMode(ChannelMode.MIX);

  private static VoiceprintExtractor extractor;
  private static float[] voice;

  @BeforeAll
  static void open() {
    extractor = new VoiceprintExtractor(ModelBundle.loadDefault());
    voice = Recordings.voice("english-awb/english-awb-1.wav");
  }

  @AfterAll
  static void close() {
    extractor.close();
  }

  private static float[] at(int rate, float[] samples) {
    byte[] file = Wav.pcm(16).samples(samples).bytes();
    try (DecodedAudio audio = DecodedAudio.open(new BytesInput(file), ReadOptions.DEFAULT, 60)) {
      return audio.mono(rate);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phrases/english-rms/passport-1.wav",
        "phrases/english-rms/passport-14db.wav",
        "phrases/english-slt/passport-3.wav",
        "voices/english-rms/english-rms-2.flac",
        "voices/english-rms/english-rms-4.ogg",
        "voices/czech-machac/czech-machac-2.mp3",
        "broken/silent-right.wav"
      })
  void recordings(String uri) {
    for (ExtractOptions options : new ExtractOptions[] {ExtractOptions.DEFAULT, MIX}) {
      assertThat(decoded(Recordings.sample(uri), options))
          .usingRecursiveComparison()
          .isEqualTo(extractor.extract(Recordings.sample(uri), options));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 16, 8000", "1, 16, 16000", "1, 24, 16000", "1, 16, 44100", "7, 8, 8000"})
  void encodings(int tag, int bits, int rate) {
    float[] left = at(rate, voice);
    float[] other = Recordings.scaled(left, 0.5);
    byte[] file = Wav.pcm(bits).tag(tag).rate(rate).samples(left, other).bytes();
    ExtractOptions whole = MIX.withSpeechDetection(SpeechDetection.OFF).withStart(0.1).withEnd(1.2);
    for (ExtractOptions options : new ExtractOptions[] {MIX, whole}) {
      assertThat(decoded(new BytesInput(file), options))
          .usingRecursiveComparison()
          .isEqualTo(extractor.extract(new BytesInput(file), options));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zeros.wav",
        "white-noise.wav",
        "nan-inf.wav",
        "data-longer-than-file.wav",
        "random.wav"
      })
  void faults(String name) {
    assertThat(fault(() -> decoded(Recordings.sample("broken/" + name), MIX)).detail())
        .isEqualTo(
            fault(() -> extractor.extract(Recordings.sample("broken/" + name), MIX)).detail());
  }

  @Test
  void oneThatIsTooLongIsAnError() {
    byte[] file = Wav.pcm(16).samples(voice).bytes();
    try (DecodedAudio audio = DecodedAudio.open(new BytesInput(file), ReadOptions.DEFAULT, 0.5)) {
      assertThatIllegalStateException().isThrownBy(() -> extractor.extract(audio, MIX));
    }
  }

  private static Extraction decoded(AudioInput input, ExtractOptions options) {
    try (DecodedAudio audio = DecodedAudio.open(input, ReadOptions.DEFAULT, 60)) {
      assertThat(audio.mono(16_000)).isNotEmpty();
      return extractor.extract(audio, options);
    }
  }

  private static RejectedException fault(Supplier<Extraction> extraction) {
    return assertThatExceptionOfType(RejectedException.class).isThrownBy(extraction::get).actual();
  }
}
