package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.features.FilterBank;
import org.voxmatrix.features.FrameRing;
import org.voxmatrix.features.Framer;
import org.voxmatrix.model.Bundles;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.speech.SpeechDecision;
import org.voxmatrix.speech.SpeechDetector;
import org.voxmatrix.speech.SpeechStream;
import org.voxmatrix.trials.TrialList;

/** Of the frames of real speech that the detector of v0 hears, hardly any are lost. */
@Tag("slow")
@Tag("real-speech")
class LostSpeechTest {

  @Test
  void hardlyAFrameIsLost() throws Exception {
    Path pack = Path.of(System.getProperty("voxmatrix.speech"));
    Map<String, UnaryOperator<float[]>> conditions = new LinkedHashMap<>();
    conditions.put("as recorded", samples -> samples);
    conditions.put("telephone", LostSpeechTest::telephone);
    conditions.put("lively", LostSpeechTest::lively);
    conditions.put("noise", LostSpeechTest::noisy);
    conditions.put("quiet", samples -> Recordings.scaled(samples, 0.1));
    Map<String, int[]> counts = new LinkedHashMap<>();
    ModelBundle v0 = ModelBundle.loadTried(Bundles.resources("voxmatrix-v0"));
    try (SpeechDetector now = SpeechDetector.open(ModelBundle.loadDefault()).orElseThrow();
        SpeechDetector before = SpeechDetector.open(v0).orElseThrow()) {
      for (String recording : TrialList.read(pack.resolve("dev-trials.tsv")).recordings()) {
        float[] samples =
            Recordings.samples(new BytesInput(Files.readAllBytes(pack.resolve(recording))));
        conditions.forEach(
            (name, condition) -> {
              float[] heard = condition.apply(samples);
              BitSet lost = speech(before, heard);
              int[] count = counts.computeIfAbsent(name, any -> new int[2]);
              count[1] += lost.cardinality();
              lost.andNot(speech(now, heard));
              count[0] += lost.cardinality();
            });
      }
    }

    assertThat(counts).hasSize(5);
    counts.forEach(
        (name, count) -> {
          assertThat(count[1]).as("frames, %s", name).isGreaterThan(300_000);
          assertThat(100.0 * count[0] / count[1]).as("%% lost, %s", name).isLessThan(0.5);
        });
  }

  private static BitSet speech(SpeechDetector detector, float[] samples) {
    FilterBank features = new FilterBank(detector.frontEnd());
    FrameRing ring = new FrameRing(SpeechStream.capacity(detector), features.width());
    BitSet speech = new BitSet();
    int[] frames = new int[2];
    SpeechStream stream =
        new SpeechStream(
            detector, ring, decision -> speech.set(frames[1]++, decision == SpeechDecision.SPEECH));
    new Framer(
            features.length(),
            features.shift(),
            (block, offset) -> {
              features.frame(block, offset, ring.values(), ring.offset(frames[0]++));
              stream.added();
            })
        .accept(samples, samples.length);
    stream.finish();
    return speech;
  }

  private static float[] telephone(float[] samples) {
    return Recordings.samples(Sounds.muLaw(Recordings.samples(Wav.of(samples), 8_000)));
  }

  /** The pitch goes up and down by some four semitones, once a second. */
  private static float[] lively(float[] samples) {
    double[] way = new double[samples.length];
    for (int i = 1; i < way.length; i++) {
      way[i] = way[i - 1] + 1 + 0.25 * Math.sin(2 * Math.PI * i / Recordings.RATE);
    }
    float[] lively = new float[samples.length];
    for (int i = 0; i < way.length; i++) {
      double at = way[i] / way[way.length - 1] * (samples.length - 1);
      int before = (int) Math.min(at, samples.length - 2.0);
      double part = at - before;
      lively[i] = (float) ((1 - part) * samples[before] + part * samples[before + 1]);
    }
    return lively;
  }

  /** At 15 dB below the recording's mean power. */
  private static float[] noisy(float[] samples) {
    double power = 0;
    for (float sample : samples) {
      power += (double) sample * sample / samples.length;
    }
    float[] noise = Recordings.pinkNoise(samples.length, 7);
    return Recordings.mixed(
        samples, Recordings.scaled(noise, Math.sqrt(power / Math.pow(10, 1.5))));
  }
}
