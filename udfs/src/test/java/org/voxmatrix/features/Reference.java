package org.voxmatrix.features;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.Base64;
import org.voxmatrix.identity.Json;

/** The signal, frames and embedding that the default model was published with. */
public final class Reference {

  private final JsonNode json;

  private Reference(JsonNode json) {
    this.json = json;
  }

  public static Reference load() {
    try (InputStream stream = Reference.class.getResourceAsStream("/models/reference.json")) {
      return new Reference(Json.mapper().readTree(stream));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** 16 kHz mono, little-endian. */
  public byte[] pcm() {
    return Base64.getDecoder().decode(json.get("pcm_base64").textValue());
  }

  public float[] samples() {
    ShortBuffer pcm = ByteBuffer.wrap(pcm()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
    float[] samples = new float[pcm.remaining()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = pcm.get(i) / 32768f;
    }
    return samples;
  }

  public int frameCount() {
    return json.get("frame_count").intValue();
  }

  /** Index of the frames that are given. */
  public int[] frames() {
    return json.get("fbank_frames").properties().stream()
        .mapToInt(frame -> Integer.parseInt(frame.getKey()))
        .toArray();
  }

  public float[] frame(int index) {
    return floats(json.get("fbank_frames").get(String.valueOf(index)));
  }

  public float[] mean() {
    return floats(json.get("fbank_mean"));
  }

  public float[] embedding() {
    return floats(json.get("embedding"));
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).floatValue();
    }
    return values;
  }
}
