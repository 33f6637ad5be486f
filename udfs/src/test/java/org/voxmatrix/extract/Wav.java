package org.voxmatrix.extract;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.audio.input.BytesInput;

/** Writes recordings for tests: float WAV, so that samples come back as they went in. */
public final class Wav {

  private Wav() {}

  /** One array a channel, of one length. */
  public static AudioInput of(float[]... channels) {
    return at(16_000, channels);
  }

  /** As {@link #of}, at another rate. */
  static AudioInput at(int rate, float[]... channels) {
    int frames = channels[0].length;
    int data = frames * channels.length * Float.BYTES;
    ByteBuffer wav = ByteBuffer.allocate(44 + data).order(ByteOrder.LITTLE_ENDIAN);
    wav.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + data);
    wav.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(16);
    wav.putShort((short) 3).putShort((short) channels.length).putInt(rate);
    wav.putInt(rate * 4 * channels.length).putShort((short) (4 * channels.length));
    wav.putShort((short) 32);
    wav.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(data);
    for (int i = 0; i < frames; i++) {
      for (float[] channel : channels) {
        wav.putFloat(channel[i]);
      }
    }
    return new BytesInput(wav.array());
  }
}
