package org.voxmatrix.jobs.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.SpeechDetection;
import org.voxmatrix.extract.VoiceprintExtractor;
import org.voxmatrix.identity.Json;
import org.voxmatrix.model.BundleFiles;

/**
 * What a model makes of one signal that is the same everywhere, kept beside the model: so a machine
 * or a runtime that computes it otherwise is found.
 */
final class ReferenceVoice {

  static final String FILE = "reference.json";

  private static final int RATE = 16_000;

  /** Over three segments of the longest that pooling of a known network has, and no whole one. */
  private static final int SECONDS_TENTHS = 67;

  private static final String SIGNAL = "buzz-1";

  private static final ExtractOptions WHOLE =
      ExtractOptions.DEFAULT.withSpeechDetection(SpeechDetection.OFF);

  private ReferenceVoice() {}

  /**
   * The embedding of the signal.
   *
   * @throws RequestException if the model fails on it: its trial was shorter, and of silence
   */
  static float[] embedding(VoiceprintExtractor extractor) {
    try {
      return extractor.extract(new BytesInput(recording()), WHOLE).channels().get(0).embedding();
    } catch (IllegalStateException failure) {
      String why = ExceptionUtils.getRootCauseMessage(failure);
      throw new RequestException(
          Fault.MODEL_BAD_BUNDLE,
          List.of("model.onnx"),
          "The model loads, but fails on %s s of a voice (%s): export it again, for any length"
              .formatted(seconds(), StringUtils.abbreviate(why, 300)));
    }
  }

  /** Seconds of the signal. */
  static double seconds() {
    return SECONDS_TENTHS / 10.0;
  }

  /** The content of {@link #FILE}. */
  static byte[] write(float[] embedding) {
    ObjectNode reference = Json.mapper().createObjectNode().put("signal", SIGNAL);
    ArrayNode values = reference.putArray("embedding");
    for (float value : embedding) {
      values.add(Math.round(value * 1e6) / 1e6);
    }
    return (reference + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** What is kept beside the model; empty if nothing is, or of another signal. */
  static Optional<float[]> read(BundleFiles files) {
    try {
      JsonNode reference = Json.read(new String(files.read(FILE), StandardCharsets.UTF_8));
      if (!reference.path("signal").asText().equals(SIGNAL)) {
        return Optional.empty();
      }
      JsonNode values = reference.path("embedding");
      float[] embedding = new float[values.size()];
      for (int i = 0; i < embedding.length; i++) {
        embedding[i] = values.get(i).floatValue();
      }
      return Optional.of(embedding);
    } catch (IOException | IllegalArgumentException absent) {
      return Optional.empty();
    }
  }

  /**
   * A buzz whose pitch, formants and loudness move, in some noise. Whole numbers alone, so that it
   * is the same in every language: clicks through two resonators of fixed-point coefficients.
   */
  private static byte[] recording() {
    int samples = RATE * SECONDS_TENTHS / 10;
    ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
    wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(2 * RATE);
    wav.putShort((short) 2).putShort((short) 16);
    wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
    long state = 1;
    int click = 0;
    long[] low = new long[2];
    long[] high = new long[2];
    for (int i = 0; i < samples; i++) {
      state = (state * 1_103_515_245L + 12_345) % (1L << 31);
      long source = ((state >> 16) % 64 - 32) * (1 + i / 4_000 % 3);
      if (i == click) {
        source += 2_500;
        click += 110 + i / 2_400 % 7 * 9;
      }
      long first = resonate(low, source, 1_900 - i / 3_200 % 5 * 40);
      long second = resonate(high, source, 1_100 - i / 5_600 % 4 * 150);
      long value = (first + second) * (2 + i / 1_600 % 4) / 8;
      wav.putShort((short) Math.max(-32_000, Math.min(32_000, value)));
    }
    return wav.array();
  }

  /** y[n] = x + a y[n-1] - 0.94 y[n-2], in 1024ths, with {@code a} twice the cosine of the pole. */
  private static long resonate(long[] before, long source, long a) {
    long value = source + Math.floorDiv(a * before[0] - 963 * before[1], 1_024L);
    before[1] = before[0];
    before[0] = value;
    return value;
  }
}
