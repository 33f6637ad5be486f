package org.voxmatrix.audio;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.voxmatrix.audio.container.Payload;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.Fault;

/** A payload's container opened: the packets of its first audio stream. */
final class Demuxer implements AutoCloseable {

  private static final String MOST_STREAMS = "16";

  private final Payload payload;
  private final NativeInput input;
  private final AVFormatContext context;
  private AVStream stream;

  Demuxer(Payload payload, AudioInput bytes) {
    this.payload = payload;
    input = new NativeInput(bytes, payload);
    context = avformat_alloc_context();
    try {
      open();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open() {
    context.pb(input.context());
    AVDictionary options = new AVDictionary(null);
    payload.options().forEach((name, value) -> av_dict_set(options, name, value, 0));
    av_dict_set(options, "format_whitelist", payload.demuxer(), 0);
    av_dict_set(options, "protocol_whitelist", "none", 0);
    av_dict_set(options, "max_streams", MOST_STREAMS, 0);
    int result =
        avformat_open_input(
            context, (String) null, av_find_input_format(payload.demuxer()), options);
    av_dict_free(options);
    input.check();
    if (result < 0) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "header",
          "The %s header cannot be read; copy the file again or re-encode it."
              .formatted(payload.container()),
          Map.of());
    }
    stream = firstAudio();
  }

  private AVStream firstAudio() {
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream candidate = context.streams(i);
      if (candidate.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
        return candidate;
      }
    }
    throw reject(
        Fault.AUDIO_UNSUPPORTED_CODEC,
        "codec",
        ("The %s file has no supported audio stream; convert to WAV, FLAC, MP3, Vorbis or"
                + " Opus.")
            .formatted(payload.container()),
        Map.of());
  }

  AVCodecParameters parameters() {
    return stream.codecpar();
  }

  AVRational timeBase() {
    return stream.time_base();
  }

  /** Seconds of audio that a FLAC header promises; 0 where it does not say, or for others. */
  double declaredSeconds() {
    long duration = stream.duration();
    return payload.container().equals("flac") && duration != AV_NOPTS_VALUE
        ? duration * av_q2d(stream.time_base())
        : 0;
  }

  /** Fills {@code packet} with the next one of the stream; false at the end. */
  boolean read(AVPacket packet) {
    while (av_read_frame(context, packet) >= 0) {
      if (packet.stream_index() == stream.index()) {
        return true;
      }
      av_packet_unref(packet);
    }
    input.check();
    return false;
  }

  @Override
  public void close() {
    if (!context.isNull()) {
      avformat_close_input(context);
    }
    input.close();
  }
}
