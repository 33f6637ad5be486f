package org.voxmatrix.audio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;

/** Every kind of file that is read, but for those of {@link Encoder} and plain WAV. */
public enum OtherFiles {
  M4A_AAC("ipod", "mp4", "aac", "aac", 96_000),
  M4A_ALAC("ipod", "mp4", "alac", "alac", 0),
  MP4_FAST_START("mp4", "mp4", "aac", "aac", 96_000) {
    @Override
    MediaFile file(String muxer) {
      return super.file(muxer).option("movflags", "faststart").video();
    }
  },
  MP4_FRAGMENTS("mp4", "mp4", "aac", "aac", 96_000) {
    @Override
    MediaFile file(String muxer) {
      return super.file(muxer).option("movflags", "frag_keyframe+empty_moov+default_base_moof");
    }
  },
  QUICKTIME("mov", "mp4", "pcm_s16le", "pcm_s16le", 0),
  QUICKTIME_IMA("mov", "mp4", "adpcm_ima_qt", "adpcm_ima_qt", 0),
  AMR_IN_3GP("3gp", "mp4", "amr_nb", "libopencore_amrnb", 12_200),
  AMR("amr", "amr", "amr_nb", "libopencore_amrnb", 12_200),
  AMR_WB("amr", "amr", "amr_wb", "libvo_amrwbenc", 23_850),
  WEBM_OPUS("webm", "matroska", "opus", "libopus", 64_000),
  WEBM_VORBIS("webm", "matroska", "vorbis", "vorbis", 128_000),
  MATROSKA_AAC("matroska", "matroska", "aac", "aac", 96_000) {
    @Override
    MediaFile file(String muxer) {
      return super.file(muxer).video().attachment("/etc/passwd", new byte[1_000]);
    }
  },
  MATROSKA_FLAC("matroska", "matroska", "flac", "flac", 0),
  ADTS("adts", "aac", "aac", "aac", 96_000),
  WAV_IMA("wav", "wav", "adpcm_ima_wav", "adpcm_ima_wav", 0),
  WAV_MICROSOFT("wav", "wav", "adpcm_ms", "adpcm_ms", 0),
  WAV_G722("wav", "wav", "adpcm_g722", "g722", 64_000),
  WAV_MP3("wav", "wav", "mp3", "libmp3lame", 128_000),
  WAV_MP2("wav", "wav", "mp2", "mp2", 128_000),
  RF64("wav", "wav", "pcm_s16le", "pcm_s16le", 0) {
    @Override
    MediaFile file(String muxer) {
      return super.file(muxer).option("rf64", "always");
    }
  },
  WAVE64("w64", "wav", "pcm_s16le", "pcm_s16le", 0),
  AIFF("aiff", "aiff", "pcm_s16be", "pcm_s16be", 0),
  AIFF_C("aiff", "aiff", "pcm_s16le", "pcm_s16le", 0),
  AU("au", "au", "pcm_s16be", "pcm_s16be", 0),
  AU_MULAW("au", "au", "pcm_mulaw", "pcm_mulaw", 0),
  CAF("caf", "caf", "pcm_s16le", "pcm_s16le", 0),
  CAF_ALAC("caf", "caf", "alac", "alac", 0),
  SPHERE("", "sphere", "pcm_s16le", "pcm_s16le", 0) {
    @Override
    public byte[] make(float[] samples) {
      return sphere(Wav.pcm(16).samples(samples).bytes(), samples.length, "pcm", 2);
    }
  },
  SPHERE_MULAW("", "sphere", "pcm_mulaw", "pcm_mulaw", 0) {
    @Override
    public byte[] make(float[] samples) {
      return sphere(Wav.pcm(8).tag(7).samples(samples).bytes(), samples.length, "ulaw", 1);
    }
  },
  OGG_SPEEX("ogg", "ogg", "speex", "libspeex", 0),
  MP2("mp2", "mp2", "mp2", "mp2", 128_000),
  WMA_1("asf", "asf", "wmav1", "wmav1", 96_000),
  WMA_2("asf", "asf", "wmav2", "wmav2", 96_000);

  private final String muxer;
  private final String container;
  private final String codec;
  private final String encoder;
  private final long bitsPerSecond;

  OtherFiles(String muxer, String container, String codec, String encoder, long bitsPerSecond) {
    this.muxer = muxer;
    this.container = container;
    this.codec = codec;
    this.encoder = encoder;
    this.bitsPerSecond = bitsPerSecond;
  }

  /** The file made of a voice at 16 kHz. */
  public byte[] make(float[] samples) {
    return file(muxer).audio(encoder, bitsPerSecond, rate(), atRate(samples)).bytes();
  }

  MediaFile file(String name) {
    return new MediaFile(name);
  }

  /** What its format should be said to be. */
  public String container() {
    return container;
  }

  public String codec() {
    return codec;
  }

  public boolean isLossless() {
    return Set.of("flac", "alac").contains(codec) || codec.startsWith("pcm_s16");
  }

  public int rate() {
    return codec.equals("amr_nb") ? 8_000 : codec.equals("opus") ? 48_000 : 16_000;
  }

  /** The samples as the codec leaves them, without any container. */
  public float[] decodedByHand(float[] samples) {
    return MediaFile.roundTrip(encoder, bitsPerSecond, rate(), atRate(samples));
  }

  /** FFmpeg's encoder of Vorbis knows only stereo. */
  private float[][] atRate(float[] samples) {
    byte[] wav = Wav.pcm(32).tag(3).samples(samples).bytes();
    float[] mono = Signals.decode(wav, rate())[0];
    return codec.equals("vorbis") ? new float[][] {mono, mono} : new float[][] {mono};
  }

  /** FFmpeg has no encoder, but a frame of random bits is a valid one. */
  static byte[] gsm(byte[] frames) {
    ByteBuffer file = ByteBuffer.allocate(48 + frames.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put("RIFF".getBytes(US_ASCII)).putInt(40 + frames.length);
    file.put("WAVEfmt ".getBytes(US_ASCII)).putInt(20).putShort((short) 0x31).putShort((short) 1);
    file.putInt(8_000).putInt(1_625).putShort((short) 65).putShort((short) 0);
    file.putShort((short) 2).putShort((short) 320);
    return file.put("data".getBytes(US_ASCII)).putInt(frames.length).put(frames).array();
  }

  /** As NIST wrote them: a text header of 1024 bytes. */
  private static byte[] sphere(byte[] wav, int count, String coding, int bytes) {
    String header =
        "NIST_1A\n   1024\nsample_count -i %d\nsample_n_bytes -i %d\nchannel_count -i 1\nsample_byte_format -s%d %s\nsample_rate -i 16000\nsample_coding -s%d %s\nend_head\n"
            .formatted(count, bytes, bytes, bytes == 2 ? "01" : "1", coding.length(), coding);
    byte[] head = Arrays.copyOf(header.getBytes(US_ASCII), 1024);
    return ByteBuffer.allocate(1024 + wav.length - 44)
        .put(head)
        .put(wav, 44, wav.length - 44)
        .array();
  }
}
