package org.voxmatrix.audio;

/** Makes compressed recordings for tests with FFmpeg's encoders. */
public enum Encoder {
  FLAC("flac", "flac", 0),
  OGG_FLAC("ogg", "flac", 0),
  MP3("mp3", "libmp3lame", 128_000),
  VORBIS("ogg", "vorbis", 128_000),
  OPUS("ogg", "libopus", 64_000),
  SPEEX("ogg", "libspeex", 0);

  private final String muxer;
  private final String codec;
  private final long bitsPerSecond;

  Encoder(String muxer, String codec, long bitsPerSecond) {
    this.muxer = muxer;
    this.codec = codec;
    this.bitsPerSecond = bitsPerSecond;
  }

  /** The file made of {@code samples[channel][i]}. */
  public byte[] encode(int rate, float[]... samples) {
    return new MediaFile(muxer).audio(codec, bitsPerSecond, rate, samples).bytes();
  }
}
