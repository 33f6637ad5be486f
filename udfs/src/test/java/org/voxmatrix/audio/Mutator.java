package org.voxmatrix.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages files at random, the same way for the same seed. */
final class Mutator {

  private static final int[] EDGES = {
    0,
    1,
    -1,
    2,
    0x7F,
    0x80,
    0xFF,
    0x7FFF,
    0x8000,
    0xFFFF,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0x7FFFF000,
    -8,
    255,
    256,
    65,
    300
  };
  private static final int HEAD = 256;
  private static final int OGG = 0x4F676753;

  private final List<byte[]> files;
  private final Random random;

  Mutator(List<byte[]> files, long seed) {
    this.files = files;
    random = new Random(seed);
  }

  byte[] next() {
    byte[] file = pick().clone();
    int changes = 1 + random.nextInt(6);
    for (int i = 0; i < changes && file.length > 0; i++) {
      file = change(file);
    }
    if (random.nextInt(4) > 0) {
      mendOggChecksums(file);
    }
    return file;
  }

  private byte[] pick() {
    return files.get(random.nextInt(files.size()));
  }

  private byte[] change(byte[] file) {
    int at = random.nextInt(random.nextBoolean() ? Math.min(HEAD, file.length) : file.length);
    int length = Math.min(file.length - at, 1 + random.nextInt(64));
    switch (random.nextInt(10)) {
      case 0, 1 -> file[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> file[at] = (byte) random.nextInt();
      case 3 -> file[at] = (byte) EDGES[random.nextInt(EDGES.length)];
      case 4 -> putEdge(file, at);
      case 5 -> {
        for (int i = at; i < at + length; i++) {
          file[i] = (byte) random.nextInt();
        }
      }
      case 6 -> {
        return Arrays.copyOf(file, at);
      }
      case 7 -> {
        return splice(file, at, at + length, new byte[0]);
      }
      case 8 -> {
        return splice(file, at, at, Arrays.copyOfRange(file, at, at + length));
      }
      default -> {
        byte[] other = pick();
        int from = random.nextInt(other.length);
        int to = from + random.nextInt(other.length - from);
        return splice(file, at, at, Arrays.copyOfRange(other, from, to));
      }
    }
    return file;
  }

  private void putEdge(byte[] file, int at) {
    ByteBuffer target = ByteBuffer.wrap(file);
    target.order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int edge = EDGES[random.nextInt(EDGES.length)];
    if (at + 4 <= file.length && random.nextBoolean()) {
      target.putInt(at, edge);
    } else if (at + 2 <= file.length) {
      target.putShort(at, (short) edge);
    }
  }

  private static byte[] splice(byte[] file, int from, int to, byte[] insert) {
    ByteBuffer out = ByteBuffer.allocate(from + insert.length + file.length - to);
    return out.put(file, 0, from).put(insert).put(file, to, file.length - to).array();
  }

  /** Sets the checksum of every page right, or the demuxer would see little of the damage. */
  static void mendOggChecksums(byte[] file) {
    ByteBuffer pages = ByteBuffer.wrap(file);
    for (int page = 0; page + 27 <= file.length; page++) {
      if (pages.getInt(page) != OGG) {
        continue;
      }
      int segments = file[page + 26] & 0xFF;
      int end = page + 27 + segments;
      for (int i = page + 27; i < page + 27 + segments && i < file.length; i++) {
        end += file[i] & 0xFF;
      }
      if (end <= file.length) {
        pages.order(ByteOrder.LITTLE_ENDIAN).putInt(page + 22, 0);
        pages.putInt(page + 22, checksum(file, page, end)).order(ByteOrder.BIG_ENDIAN);
      }
    }
  }

  private static int checksum(byte[] file, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc ^= (file[i] & 0xFF) << 24;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc < 0 ? 0x04C11DB7 : 0);
      }
    }
    return crc;
  }
}
