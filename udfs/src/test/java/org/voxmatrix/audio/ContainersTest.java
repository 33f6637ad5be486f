package org.voxmatrix.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_GSM_MS;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.audio.input.ReadOptions;
import org.voxmatrix.audio.input.WhenTruncated;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

@Timeout(60)
class ContainersTest {

  private static final int RATE = 16_000;
  private static final float[] FIRST = Signals.noise(2 * RATE, 1);
  private static final float[] SECOND = Signals.noise(2 * RATE, 2);

  @TempDir Path folder;

  @Test
  void gsmIsDecodedFrameByFrame() {
    byte[] frames = new byte[65 * 200];
    new Random(1).nextBytes(frames);
    try (PacketDecoder decoder = new PacketDecoder(AV_CODEC_ID_GSM_MS, 8_000)) {
      for (int at = 0; at < frames.length; at += 65) {
        AVPacket packet = av_packet_alloc();
        av_new_packet(packet, 65);
        packet.data().put(frames, at, 65);
        decoder.accept(packet);
        av_packet_free(packet);
      }
      float[] byHand = decoder.finish();
      assertThat(byHand).hasSize(320 * 200);
      assertThat(Signals.decode(OtherFiles.gsm(frames), 8_000)[0]).containsExactly(byHand);
    }
  }

  /** As telephones send them while nobody speaks. */
  @ParameterizedTest
  @EnumSource(names = {"AMR", "AMR_WB"})
  void framesOfAPauseAreDecoded(OtherFiles kind) {
    byte[] speech = kind.make(FIRST);
    int magic = kind == OtherFiles.AMR ? 6 : 9;
    int frame = kind == OtherFiles.AMR ? 32 : 61;
    int frames = (speech.length - magic) / frame;
    ByteBuffer file = ByteBuffer.allocate(magic + frames * (frame + 1)).put(speech, 0, magic);
    for (int i = 0; i < frames; i++) {
      file.put(speech, magic + i * frame, frame).put((byte) 0x7C); // 15: no data
    }
    try (AudioReader reader = AudioReader.open(new BytesInput(file.array()), RATE)) {
      assertThat(Signals.drain(reader, 1000)[0].length)
          .isBetween(2 * frames * 320 - 1_000, 2 * frames * 320 + 1_000);
      assertThat(reader.notes()).isEmpty();
    }
  }

  @Test
  void oneAudioStreamOfSeveralIsRead() {
    byte[] two = two(false);
    assertThat(read(two, null)).containsExactly(FIRST);
    assertThat(read(two, 0)).containsExactly(FIRST);
    assertThat(read(two, 1)).containsExactly(SECOND);
    assertThat(read(two(true), null)).containsExactly(SECOND);
    assertThat(rejection(() -> read(two, 2)).fault()).isEqualTo(Fault.AUDIO_NO_SUCH_STREAM);
    byte[] stereo =
        new MediaFile("matroska")
            .audio("pcm_s16le", 0, RATE, FIRST)
            .isDefault(false)
            .audio("pcm_s16le", 0, RATE, SECOND, SECOND)
            .isDefault(false)
            .bytes();
    assertThat(read(stereo, null)).containsExactly(SECOND);
    assertThat(read(Wav.pcm(16).samples(FIRST).bytes(), 0)).containsExactly(FIRST);
  }

  private static byte[] two(boolean second) {
    return new MediaFile("matroska")
        .video()
        .audio("pcm_s16le", 0, RATE, FIRST)
        .isDefault(!second)
        .audio("pcm_s16le", 0, RATE, SECOND)
        .isDefault(second)
        .bytes();
  }

  @Test
  void aFilmWithoutSoundIsNamed() {
    RejectedException thrown = rejection(() -> read(new MediaFile("mp4").video().bytes(), null));
    assertThat(thrown.fault()).isEqualTo(Fault.AUDIO_UNSUPPORTED_CODEC);
    assertThat(thrown).hasMessageContaining("mp4 file has no audio stream");
  }

  /** A pipe that nobody writes to hangs whoever opens it. */
  @Test
  void aMovieThatRefersToAnotherFileDoesNotReadIt() throws IOException, InterruptedException {
    Path pipe = folder.resolve("other.mov");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    byte[] movie = new MediaFile("mov").audio("pcm_s16le", 0, RATE, FIRST).bytes();
    byte[] referring = withReference(movie, pipe.toString());
    assertThat(new String(referring, ISO_8859_1)).contains("alis").contains(pipe.toString());
    assertThat(rejection(() -> read(referring, null)).fault()).isEqualTo(Fault.AUDIO_CORRUPT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#EXTM3U\n#EXTINF:1,\nFILE\n",
        "ffconcat version 1.0\nfile FILE\n",
        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\nm=audio 5004 RTP/AVP 0\r\nFILE",
        "[playlist]\nFile1=FILE\n",
        "<?xml version=\"1.0\"?><MPD><BaseURL>FILE</BaseURL></MPD>",
        "<ASX><ENTRY><REF HREF=\"FILE\"/></ENTRY></ASX>"
      })
  void listsOfOtherFilesAreNotRead(String list) throws IOException {
    Path file = Files.write(folder.resolve("a.wav"), Wav.pcm(16).samples(FIRST).bytes());
    byte[] content = list.replace("FILE", file.toString()).getBytes(US_ASCII);
    assertThat(rejection(() -> read(content, null)).fault()).isEqualTo(Fault.AUDIO_UNKNOWN_FORMAT);
  }

  @Test
  void otherFilesAreNamed() {
    Map<String, String> names =
        Map.of(
            "version https://git-lfs.github.com/spec/v1", "a Git LFS pointer",
            "FLV\u0001", "a Flash video",
            "\u0002#!SILK_V3", "a SILK file",
            "\u000Bw\u00F1\u0010", "an AC-3 file",
            "\0\0\0\u0018stypmsdh", "a fragment of an MP4 file",
            "PK\u0003\u0004", "a ZIP archive",
            "Creative Voice File", "a Creative Voice file",
            "RIFFxxxxAVI ", "an AVI file",
            "#EXTM3U", "a playlist",
            "%PDF-1.7", "a PDF file");
    names.forEach(
        (magic, name) -> {
          byte[] file = Arrays.copyOf(magic.getBytes(ISO_8859_1), 5_000);
          RejectedException thrown = rejection(() -> read(file, null));
          assertThat(thrown).hasMessageContaining(name);
          assertThat(thrown.fault()).isEqualTo(Fault.AUDIO_UNKNOWN_FORMAT);
          assertThat(thrown.detail().context()).containsEntry("kind", name);
        });
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "MP4_FAST_START",
        "WEBM_OPUS",
        "MATROSKA_FLAC",
        "AIFF",
        "AU",
        "CAF",
        "SPHERE",
        "WAVE64",
        "WMA_2",
        "WAV_IMA",
        "WAV_G722",
        "OGG_SPEEX"
      })
  void aCutFileYieldsWhatIsThere(OtherFiles kind) {
    float[] samples = Signals.noise(10 * RATE, 1);
    byte[] file = kind.make(samples);
    byte[] cut = Arrays.copyOf(file, file.length * 6 / 10);
    try (AudioReader reader = AudioReader.open(new BytesInput(cut), RATE)) {
      // FFmpeg's AAC encoder fills other frames in every run: 78,848 to 93,184 samples in 180 runs.
      assertThat(Signals.drain(reader, 1000)[0].length).isBetween(70_000, 105_000);
      assertThat(reader.notes())
          .extracting(ErrorDetail::type)
          .contains(Fault.AUDIO_TRUNCATED.type());
    }
    ReadOptions strict = new ReadOptions(AudioLimits.defaults(), WhenTruncated.REJECT, null);
    RejectedException thrown =
        rejection(
            () -> {
              try (AudioReader reader = AudioReader.open(new BytesInput(cut), RATE, strict)) {
                Signals.drain(reader, 1000);
              }
            });
    assertThat(thrown.fault()).isEqualTo(Fault.AUDIO_TRUNCATED);
    try (AudioReader reader = AudioReader.open(new BytesInput(file), RATE, strict)) {
      assertThat(Signals.drain(reader, 1000)[0].length).isGreaterThan(150_000);
    }
  }

  @Test
  void aMovieMayBeginWithFreeSpace() {
    byte[] file = new MediaFile("mov").audio("pcm_s16le", 0, RATE, FIRST).bytes();
    assertThat(new String(file, 4, 4, US_ASCII)).isEqualTo("ftyp");
    System.arraycopy("free".getBytes(US_ASCII), 0, file, 4, 4);
    assertThat(read(file, null)).containsExactly(FIRST);
  }

  @Test
  void anMp4FileThatEndsBeforeItsIndexIsNamed() {
    byte[] file = OtherFiles.M4A_AAC.make(FIRST);
    RejectedException thrown = rejection(() -> read(Arrays.copyOf(file, file.length / 2), null));
    assertThat(thrown.fault()).isEqualTo(Fault.AUDIO_TRUNCATED);
    assertThat(thrown).hasMessageContaining("an MP4 file").hasMessageContaining("moov");
  }

  /** FFmpeg's demuxers find sound in anything. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      // These have no more structure than a header with room for any samples.
      names = {"AU", "AU_MULAW", "SPHERE", "SPHERE_MULAW"})
  void randomBytesBehindTheFirstOnesAreRejected(OtherFiles kind) {
    byte[] file = kind.make(FIRST);
    for (int kept : new int[] {12, 16, 24}) {
      byte[] random = new byte[file.length];
      new Random(kept).nextBytes(random);
      System.arraycopy(file, 0, random, 0, kept);
      assertThat(rejection(() -> read(random, null)).fault())
          .isIn(
              Fault.AUDIO_CORRUPT,
              Fault.AUDIO_TRUNCATED,
              Fault.AUDIO_UNKNOWN_FORMAT,
              Fault.AUDIO_UNSUPPORTED_CODEC,
              Fault.AUDIO_BAD_CHANNEL_COUNT,
              Fault.AUDIO_BAD_SAMPLE_RATE);
    }
  }

  private static RejectedException rejection(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
    RejectedException thrown = catchThrowableOfType(RejectedException.class, work);
    assertThat(thrown).as("rejection").isNotNull();
    return thrown;
  }

  private static float[] read(byte[] file, Integer stream) {
    ReadOptions options = new ReadOptions(AudioLimits.defaults(), WhenTruncated.USE, stream);
    try (AudioReader reader = AudioReader.open(new BytesInput(file), RATE, options)) {
      return Signals.drain(reader, 1000)[0];
    }
  }

  /** The movie with its samples in another file, as QuickTime's alias records say it. */
  private static byte[] withReference(byte[] movie, String path) {
    ByteBuffer alias =
        ByteBuffer.allocate(12 + 10 + 28 + 12 + 64 + 16 + 4 + 16 + 4 + path.length() + 4);
    alias.putInt(alias.capacity()).put("alis".getBytes(US_ASCII)).putInt(0);
    alias.position(22 + 28 + 12).put((byte) 5).put("other".getBytes(US_ASCII));
    alias.position(22 + 28 + 12 + 64 + 16).putShort((short) 1).putShort((short) 1);
    alias.position(22 + 28 + 12 + 64 + 16 + 4 + 16);
    alias.putShort((short) 2).putShort((short) path.length()).put(path.getBytes(US_ASCII));
    alias.putShort((short) -1).putShort((short) 0);

    ByteBuffer boxes = ByteBuffer.wrap(movie.clone());
    Deque<Integer> within = new ArrayDeque<>();
    int start = 0;
    int end = movie.length;
    for (String name : List.of("moov", "trak", "mdia", "minf", "dinf", "dref")) {
      start = find(boxes, start, end, name);
      within.add(start);
      end = start + boxes.getInt(start);
      start += 8;
    }
    int old = end - (start + 8); // Behind version, flags and count.
    within.forEach(box -> boxes.putInt(box, boxes.getInt(box) - old + alias.capacity()));
    return ByteBuffer.allocate(movie.length - old + alias.capacity())
        .put(boxes.array(), 0, start + 8)
        .put(alias.array())
        .put(boxes.array(), end, movie.length - end)
        .array();
  }

  private static int find(ByteBuffer boxes, int start, int end, String name) {
    for (int at = start; at < end; at += boxes.getInt(at)) {
      if (new String(boxes.array(), at + 4, 4, US_ASCII).equals(name)) {
        return at;
      }
    }
    throw new IllegalStateException("no " + name);
  }
}
