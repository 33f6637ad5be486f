package org.voxmatrix.audio.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxmatrix.audio.container.Payload.Part;
import org.voxmatrix.audio.input.HeaderBytes;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;

/** What FFmpeg sees of a WAV file: raw samples, MPEG frames, or blocks behind a plain header. */
final class WavStream {

  private WavStream() {}

  static Payload payload(
      WavFormat format, HeaderBytes bytes, List<Part> parts, List<ErrorDetail> notes) {
    WavCodec codec = format.codec();
    if (codec.isRaw()) {
      Map<String, String> options =
          Map.of(
              "sample_rate",
              Integer.toString(format.rate()),
              "ch_layout",
              format.channels() + " channels");
      return new Payload("wav", codec.demuxer(), options, new byte[0], parts, false, notes);
    }
    boolean mpeg = codec.demuxer().equals("mp3");
    return new Payload(
        "wav",
        codec.demuxer(),
        Map.of(),
        mpeg ? new byte[0] : head(format),
        mpeg ? fromFirstFrame(codec, bytes, parts) : parts,
        false,
        notes);
  }

  private static List<Part> fromFirstFrame(WavCodec codec, HeaderBytes bytes, List<Part> parts) {
    long frame = MpegFrames.first(bytes, parts.get(0).start());
    if (frame < 0 || frame >= parts.get(0).end()) {
      throw reject(
          Fault.AUDIO_UNSUPPORTED_CODEC,
          "codec",
          "WAV codec tag 0x%04x says MPEG audio, but there is no frame of it; re-encode the file."
              .formatted(codec.tag()),
          Map.of("tag", codec.tag()));
    }
    List<Part> from = new ArrayList<>(parts);
    from.set(0, new Part(frame, parts.get(0).end()));
    return from;
  }

  /** A plain header, so that FFmpeg sees none that has not been checked. */
  private static byte[] head(WavFormat format) {
    byte[] fmt = format.chunk();
    int padded = fmt.length + fmt.length % 2;
    ByteBuffer head = ByteBuffer.allocate(28 + padded).order(ByteOrder.LITTLE_ENDIAN);
    head.put("RIFF".getBytes(ISO_8859_1)).putInt(-1).put("WAVEfmt ".getBytes(ISO_8859_1));
    head.putInt(padded).put(fmt).position(20 + padded);
    if (format.codec().tag() == WavCodec.G722) {
      head.putShort(20, (short) WavCodec.G722_OF_FFMPEG);
    }
    return head.put("data".getBytes(ISO_8859_1)).putInt(-1).array();
  }
}
