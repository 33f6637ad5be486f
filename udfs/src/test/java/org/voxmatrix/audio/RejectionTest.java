package org.voxmatrix.audio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.voxmatrix.error.Fault.AUDIO_BAD_CHANNEL_COUNT;
import static org.voxmatrix.error.Fault.AUDIO_BAD_SAMPLES;
import static org.voxmatrix.error.Fault.AUDIO_BAD_SAMPLE_RATE;
import static org.voxmatrix.error.Fault.AUDIO_CORRUPT;
import static org.voxmatrix.error.Fault.AUDIO_EMPTY;
import static org.voxmatrix.error.Fault.AUDIO_TOO_LARGE;
import static org.voxmatrix.error.Fault.AUDIO_TRUNCATED;
import static org.voxmatrix.error.Fault.AUDIO_UNKNOWN_FORMAT;
import static org.voxmatrix.error.Fault.AUDIO_UNSUPPORTED_CODEC;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.audio.input.ReadOptions;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

class RejectionTest {

  private static final float[] TONE = Signals.tone(440, 16_000, 1600, 0.5);

  @TestFactory
  Stream<DynamicTest> wavHeaders() {
    return Stream.of(
        rejects("empty file", new byte[0], AUDIO_EMPTY, "size", "0 bytes"),
        rejects("four bytes", head(wav(), 4), AUDIO_TRUNCATED, "header", "4 bytes"),
        rejects("RIFF header only", head(wav(), 12), AUDIO_TRUNCATED, "header", "12 bytes"),
        rejects(
            "inside fmt", head(wav(), 30), AUDIO_TRUNCATED, "data", "16 bytes, but only 10 are"),
        rejects("before data", head(wav(), 36), AUDIO_TRUNCATED, "header", "before its data"),
        rejects("inside data header", head(wav(), 42), AUDIO_TRUNCATED, "header", "42 bytes"),
        rejects(
            "data longer",
            head(wav(), 1000),
            AUDIO_TRUNCATED,
            "data",
            "3200 bytes, but only 956 are"),
        rejects(
            "RF64 data longer", rf64(9999), AUDIO_TRUNCATED, "data", "9999 bytes, but only 3200"),
        rejects("data empty", head(wav(), 44, 40), AUDIO_EMPTY, "data", "no sample"),
        rejects("streamed, empty", head(streamed(), 44), AUDIO_EMPTY, "data", "no sample"),
        rejects("less than a block", head(wav(), 45, 40, 1), AUDIO_EMPTY, "data", "no sample"),
        rejects("data empty, LIST", emptyThenList(), AUDIO_EMPTY, "data", "no sample"),
        rejects("0 Hz", pcm().rate(0), AUDIO_BAD_SAMPLE_RATE, "sample_rate", "0 Hz"),
        rejects("3 Hz", pcm().rate(3), AUDIO_BAD_SAMPLE_RATE, "sample_rate", "3 Hz"),
        rejects("-1 Hz", pcm().rate(-1), AUDIO_BAD_SAMPLE_RATE, "sample_rate", "4294967295 Hz"),
        rejects("0 channels", pcm().channels(0), AUDIO_BAD_CHANNEL_COUNT, "channels", "is 0"),
        rejects("65 channels", pcm().channels(65), AUDIO_BAD_CHANNEL_COUNT, "channels", "is 65"),
        rejects("300 channels", pcm().channels(300), AUDIO_BAD_CHANNEL_COUNT, "channels", "300"),
        rejects("align 0", pcm().blockAlign(0), AUDIO_CORRUPT, "block_align", "align is 0"),
        rejects("align 3", pcm().blockAlign(3), AUDIO_CORRUPT, "block_align", "align is 3"),
        rejects("0 bits", pcm().bits(0), AUDIO_CORRUPT, "bits_per_sample", "is 0"),
        rejects("12 bits", pcm().bits(12), AUDIO_UNSUPPORTED_CODEC, "codec", "12 bits"),
        rejects("ADPCM", pcm().tag(2), AUDIO_UNSUPPORTED_CODEC, "codec", "tag 0x0002"),
        rejects("tag 0xABCD", pcm().tag(0xABCD), AUDIO_UNSUPPORTED_CODEC, "codec", "0xabcd"),
        rejects("sub-format", pcm().tag(0x55).extensible(), AUDIO_UNSUPPORTED_CODEC, "codec", "55"),
        rejects("fmt of 4 bytes", fmtOf(4), AUDIO_CORRUPT, "fmt", "4 bytes"),
        rejects("data before fmt", dataFirst(), AUDIO_CORRUPT, "fmt", "before any fmt"),
        rejects("LIST wraps", listOf(0xFFFFFFF8), AUDIO_CORRUPT, "chunk", "4294967288 bytes"),
        rejects("LIST too long", listOf(1 << 20), AUDIO_TRUNCATED, "data", "1048576 bytes"),
        rejects("binary chunk name", pcm().beforeFmt(new byte[8]), AUDIO_CORRUPT, "chunk", "named"),
        rejects("50,000 chunks", pcm().beforeFmt(junk()), AUDIO_CORRUPT, "header", "1000 chunks"),
        rejects("NaN", samples(Float.NaN), AUDIO_BAD_SAMPLES, "samples", "NaN"),
        rejects("Infinity", samples(Float.POSITIVE_INFINITY), AUDIO_BAD_SAMPLES, "samples", "Inf"),
        rejects("integers as floats", samples(12_000), AUDIO_BAD_SAMPLES, "samples", "12000.0"));
  }

  @TestFactory
  Stream<DynamicTest> otherContent() {
    byte[] html = "<!DOCTYPE html><html><body>Not found</body></html>".repeat(99).getBytes(UTF_8);
    byte[] playlist = "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n".getBytes(UTF_8);
    byte[] concat = "ffconcat version 1.0\nfile /etc/passwd\n".getBytes(UTF_8);
    byte[] avi = "RIFF0000AVI LIST0000hdrlavih".getBytes(UTF_8);
    byte[] random = random(200_000, 1);
    return Stream.of(
        rejects(
            "text",
            "Hello there.\n".getBytes(UTF_8),
            AUDIO_UNKNOWN_FORMAT,
            "format",
            "begins like no"),
        rejects("one byte", new byte[] {'x'}, AUDIO_UNKNOWN_FORMAT, "format", "begins like no"),
        rejects("HTML", html, AUDIO_UNKNOWN_FORMAT, "format", "a web page"),
        rejects("playlist", playlist, AUDIO_UNKNOWN_FORMAT, "format", "a playlist"),
        rejects("concat script", concat, AUDIO_UNKNOWN_FORMAT, "format", "a concat script"),
        rejects("AVI", avi, AUDIO_UNKNOWN_FORMAT, "format", "an AVI file"),
        rejects("zeros", new byte[100_000], AUDIO_UNKNOWN_FORMAT, "format", "begins like no"),
        rejects("random", random, AUDIO_UNKNOWN_FORMAT, "format", "begins like no"),
        rejects("random RIFF", magic("RIFF0000WAVE", random), AUDIO_CORRUPT, "chunk", "named"),
        rejects("random FLAC", magic("fLaC", random), AUDIO_CORRUPT, "header", "flac header"),
        rejects("random Ogg", magic("OggS", random), AUDIO_CORRUPT, "header", "ogg header"),
        rejects("random MP3", magic("ID3\4\0\0\0\0\0\0", random), AUDIO_CORRUPT, "format", "ID3"),
        rejects(
            "ID3 of 256 MB",
            magic("ID3\4\0\0\177\177\177\177", random),
            AUDIO_CORRUPT,
            "id3",
            "268435465 bytes"),
        rejects(
            "ID3 size invalid",
            magic("ID3\4\0\0\u00FF\0\0\0", random),
            AUDIO_CORRUPT,
            "id3",
            "no valid size"),
        rejects("ID3 only", magic("ID3\4\0\0\0\0\0\0", new byte[0]), AUDIO_CORRUPT, "format", "10"),
        rejects("MP3 headers, random inside", frames(), AUDIO_CORRUPT, "content", "decoded"),
        rejects("FLAC header, random inside", randomFlac(), AUDIO_CORRUPT, "content", "decoded"),
        rejects("Opus, random inside", randomOpus(), AUDIO_CORRUPT, "header", "ogg header"));
  }

  /** It may be a file that whoever named it is not to see. */
  @Test
  void noByteOfWhatIsNoAudioIsTold() {
    for (String file : List.of("root:x:0:0:root", "RIFF1234Rootsecret", "riffSecret", "ABCDEFGH")) {
      RejectedException thrown =
          catchThrowableOfType(
              RejectedException.class,
              () -> AudioReader.open(new BytesInput(file.getBytes(UTF_8)), 16_000));
      assertThat(thrown.fault()).isEqualTo(AUDIO_UNKNOWN_FORMAT);
      assertThat(thrown.detail().toString())
          .doesNotContain("root", "Root", "ecret", "ABCD", "524f", "726f6f74");
    }
  }

  @TestFactory
  Stream<DynamicTest> limits() {
    AudioLimits limits = new AudioLimits(20_000, 0.15, 2, 16_000, 48_000);
    float[] shorter = Arrays.copyOf(TONE, 800);
    return Stream.of(
        rejects(
            "bytes",
            limits,
            pcm().data(new byte[20_000]).bytes(),
            AUDIO_TOO_LARGE,
            "size",
            "20044 bytes"),
        rejects("seconds", limits, flac(60_000), AUDIO_TOO_LARGE, "duration", "0.15 s"),
        rejects(
            "rate",
            limits,
            Wav.pcm(16).rate(8000).samples(shorter).bytes(),
            AUDIO_BAD_SAMPLE_RATE,
            "sample_rate",
            "16000 to 48000"),
        rejects(
            "FLAC channels",
            limits,
            Encoder.FLAC.encode(16_000, shorter, shorter, shorter),
            AUDIO_BAD_CHANNEL_COUNT,
            "channels",
            "1 to 2"),
        rejects(
            "MP3 rate",
            limits,
            Encoder.MP3.encode(11_025, shorter),
            AUDIO_BAD_SAMPLE_RATE,
            "sample_rate",
            "11025 Hz"));
  }

  private static DynamicTest rejects(
      String name, Wav wav, Fault fault, String field, String message) {
    return rejects(name, wav.bytes(), fault, field, message);
  }

  private static DynamicTest rejects(
      String name, byte[] file, Fault fault, String field, String message) {
    return rejects(name, AudioLimits.defaults(), file, fault, field, message);
  }

  private static DynamicTest rejects(
      String name, AudioLimits limits, byte[] file, Fault fault, String field, String message) {
    return DynamicTest.dynamicTest(
        name,
        () -> {
          RejectedException thrown =
              catchThrowableOfType(
                  RejectedException.class,
                  () -> {
                    try (AudioReader reader =
                        AudioReader.open(new BytesInput(file), 16_000, ReadOptions.of(limits))) {
                      Signals.drain(reader, 1000);
                    }
                  });
          assertThat(thrown).as("rejection").isNotNull();
          assertThat(thrown.fault()).as(thrown.getMessage()).isEqualTo(fault);
          assertThat(thrown.detail().location()).isEqualTo(List.of("audio", field));
          assertThat(thrown).hasMessageContaining(message);
        });
  }

  private static Wav pcm() {
    return Wav.pcm(16).data(new byte[3200]);
  }

  private static byte[] wav() {
    return pcm().bytes();
  }

  private static byte[] streamed() {
    return pcm().dataSize(0xFFFFFFFFL).bytes();
  }

  private static byte[] rf64(long size) {
    return pcm().riff("RF64").dataSize(size).bytes();
  }

  private static Wav samples(float bad) {
    float[] samples = TONE.clone();
    samples[700] = bad;
    return Wav.pcm(32).tag(3).samples(samples);
  }

  private static byte[] head(byte[] file, int length) {
    return Arrays.copyOf(file, length);
  }

  /** A file cut after {@code length} bytes, with the data size set right again. */
  private static byte[] head(byte[] file, int length, int position) {
    return head(file, length, position, length - 44);
  }

  private static byte[] head(byte[] file, int length, int position, int size) {
    byte[] cut = head(file, length);
    cut[position] = (byte) size;
    cut[position + 1] = 0;
    return cut;
  }

  private static byte[] emptyThenList() {
    return Wav.pcm(16)
        .data(new byte[0])
        .afterData(Wav.chunk("LIST", "INFOISFT\0\0\0\0".getBytes(UTF_8)))
        .bytes();
  }

  private static byte[] fmtOf(int length) {
    byte[] chunk = Wav.chunk("fmt ", new byte[length]);
    return magic("RIFF0000WAVE", chunk);
  }

  private static byte[] dataFirst() {
    return magic("RIFF0000WAVE", Wav.chunk("data", new byte[100]));
  }

  private static Wav listOf(int size) {
    byte[] list = Wav.chunk("LIST", new byte[10]);
    for (int i = 0; i < 4; i++) {
      list[4 + i] = (byte) (size >> 8 * i);
    }
    return pcm().beforeData(list);
  }

  private static byte[] junk() {
    ByteBuffer junk = ByteBuffer.allocate(8 * 50_000);
    while (junk.hasRemaining()) {
      junk.put(Wav.chunk("JUNK", new byte[0]));
    }
    return junk.array();
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] magic(String magic, byte[] rest) {
    byte[] start = magic.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(start.length + rest.length).put(start).put(rest).array();
  }

  /** Right MPEG headers at the right places, and nothing right between them. */
  private static byte[] frames() {
    byte[] file = random(100 * 417, 5);
    for (int i = 0; i < file.length; i += 417) {
      file[i] = (byte) 0xFF;
      file[i + 1] = (byte) 0xFB;
      file[i + 2] = (byte) 0x90;
      file[i + 3] = 0;
    }
    return file;
  }

  private static byte[] randomFlac() {
    byte[] file = flac(60_000);
    byte[] noise = random(file.length, 3);
    System.arraycopy(noise, 100, file, 100, file.length - 100);
    return file;
  }

  private static byte[] randomOpus() {
    byte[] file = Encoder.OPUS.encode(16_000, Signals.noise(60_000, 4));
    byte[] noise = random(file.length, 3);
    System.arraycopy(noise, 300, file, 300, file.length - 300);
    return file;
  }

  private static byte[] flac(int length) {
    return Encoder.FLAC.encode(16_000, Signals.tone(0, 16_000, length, 0));
  }
}
