package org.voxmatrix.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;

/** Writes WAV files for tests, right ones and wrong ones: every field can be set. */
public final class Wav {

  private int tag = 1;
  private int channels = 1;
  private int rate = 16_000;
  private int bits = 16;
  private Integer blockAlign;
  private boolean extensible;
  private String riff = "RIFF";
  private Long riffSize;
  private Long dataSize;
  private byte[] beforeFmt = {};
  private byte[] beforeData = {};
  private byte[] afterData = {};
  private byte[] data = {};

  public static Wav pcm(int bits) {
    return new Wav().bits(bits);
  }

  public Wav tag(int value) {
    tag = value;
    return this;
  }

  Wav channels(int value) {
    channels = value;
    return this;
  }

  public Wav rate(int value) {
    rate = value;
    return this;
  }

  Wav bits(int value) {
    bits = value;
    return this;
  }

  Wav blockAlign(int value) {
    blockAlign = value;
    return this;
  }

  Wav extensible() {
    extensible = true;
    return this;
  }

  Wav riff(String id) {
    riff = id;
    return this;
  }

  Wav riffSize(long value) {
    riffSize = value;
    return this;
  }

  Wav dataSize(long value) {
    dataSize = value;
    return this;
  }

  Wav beforeFmt(byte[] chunks) {
    beforeFmt = chunks;
    return this;
  }

  Wav beforeData(byte[] chunks) {
    beforeData = chunks;
    return this;
  }

  Wav afterData(byte[] chunks) {
    afterData = chunks;
    return this;
  }

  Wav data(byte[] bytes) {
    data = bytes;
    return this;
  }

  /** The samples, {@code [channel][i]} in [-1, 1), in the encoding that tag and bits say. */
  public Wav samples(float[]... samples) {
    channels = samples.length;
    BiConsumer<ByteBuffer, Float> encode = encoding();
    ByteBuffer out = little(samples.length * samples[0].length * bits / 8);
    for (int i = 0; i < samples[0].length; i++) {
      for (float[] channel : samples) {
        encode.accept(out, channel[i]);
      }
    }
    return data(out.array());
  }

  private BiConsumer<ByteBuffer, Float> encoding() {
    return switch (tag * 100 + bits) {
      case 108 -> (out, s) -> out.put((byte) (Math.round(s * 128) + 128));
      case 116 -> (out, s) -> out.putShort((short) Math.round(s * 32768));
      case 124 ->
          (out, s) -> {
            int value = Math.round(s * (1 << 23));
            out.put((byte) value).put((byte) (value >> 8)).put((byte) (value >> 16));
          };
      case 132 -> (out, s) -> out.putInt((int) Math.round((double) s * (1L << 31)));
      case 332 -> (out, s) -> out.putFloat(s);
      case 364 -> (out, s) -> out.putDouble(s);
      case 608 -> (out, s) -> out.put(G711.alaw(Math.round(s * 32768)));
      case 708 -> (out, s) -> out.put(G711.mulaw(Math.round(s * 32768)));
      default -> throw new IllegalStateException("tag " + tag + ", bits " + bits);
    };
  }

  public byte[] bytes() {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes("WAVE".getBytes(ISO_8859_1));
    if (!riff.equals("RIFF")) {
      long size = dataSize == null ? data.length : dataSize;
      body.writeBytes(chunk("ds64", little(28).putLong(0).putLong(size).array()));
    }
    body.writeBytes(beforeFmt);
    body.writeBytes(chunk("fmt ", fmt()));
    body.writeBytes(beforeData);
    body.writeBytes("data".getBytes(ISO_8859_1));
    long size = riff.equals("RIFF") ? (dataSize == null ? data.length : dataSize) : 0xFFFFFFFFL;
    body.writeBytes(little(4).putInt((int) size).array());
    body.writeBytes(data);
    if (afterData.length > 0 && data.length % 2 == 1) {
      body.write(0);
    }
    body.writeBytes(afterData);
    ByteBuffer file = little(8 + body.size());
    file.put(riff.getBytes(ISO_8859_1));
    file.putInt(riffSize == null ? body.size() : (int) (long) riffSize);
    return file.put(body.toByteArray()).array();
  }

  private byte[] fmt() {
    int align = blockAlign == null ? channels * bits / 8 : blockAlign;
    ByteBuffer fmt = little(extensible ? 40 : 16);
    fmt.putShort((short) (extensible ? 0xFFFE : tag)).putShort((short) channels);
    fmt.putInt(rate).putInt(rate * align).putShort((short) align).putShort((short) bits);
    if (extensible) {
      fmt.putShort((short) 22).putShort((short) bits).putInt(0);
      fmt.putShort((short) tag).putShort((short) 0).putShort((short) 0).putShort((short) 0x10);
      fmt.put(new byte[] {(byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71});
    }
    return fmt.array();
  }

  /** A chunk, padded to an even size. */
  static byte[] chunk(String id, byte[] body) {
    ByteBuffer out = little(8 + body.length + body.length % 2);
    return out.put(id.getBytes(ISO_8859_1)).putInt(body.length).put(body).array();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
