package org.voxmatrix.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.voxmatrix.audio.container.Payload;
import org.voxmatrix.audio.container.PayloadFinder;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.Fault;

/** A payload's container opened: the packets of one audio stream. */
final class Demuxer implements AutoCloseable {

  private static final String MOST_STREAMS = "100";

  private static final Set<String> DECLARING =
      Set.of("flac", "mp4", "matroska", "aiff", "au", "caf", "sphere", "asf");

  private final Payload payload;
  private final NativeInput input;
  private final AVFormatContext context;
  private AVStream stream;

  /**
   * @param wanted which audio stream, from 0; null for the best
   */
  Demuxer(Payload payload, AudioInput bytes, Integer wanted) {
    this.payload = payload;
    input = new NativeInput(bytes, payload);
    context = avformat_alloc_context();
    try {
      open();
      stream = stream(wanted);
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
  }

  /** All others are let be, pictures and films among them. */
  private AVStream stream(Integer wanted) {
    List<AVStream> audio = new ArrayList<>();
    for (int i = 0; i < context.nb_streams(); i++) {
      AVStream candidate = context.streams(i);
      candidate.discard(AVDISCARD_ALL);
      if (candidate.codecpar().codec_type() == AVMEDIA_TYPE_AUDIO) {
        audio.add(candidate);
      }
    }
    if (audio.isEmpty()) {
      throw reject(
          Fault.AUDIO_UNSUPPORTED_CODEC,
          "codec",
          "The %s file has no audio stream; %s."
              .formatted(payload.container(), PayloadFinder.ACCEPTED),
          Map.of());
    }
    if (wanted != null && wanted >= audio.size()) {
      throw reject(
          Fault.AUDIO_NO_SUCH_STREAM,
          "stream",
          "There is no audio stream %d: the recording has audio streams 0 to %d."
              .formatted(wanted, audio.size() - 1),
          Map.of("stream", wanted, "stream_count", audio.size()));
    }
    AVStream chosen = wanted == null ? best(audio) : audio.get(wanted);
    chosen.discard(AVDISCARD_DEFAULT);
    return chosen;
  }

  /** One that can be decoded and is marked as the default, of these the first of most channels. */
  private static AVStream best(List<AVStream> audio) {
    Comparator<AVStream> worth =
        Comparator.comparing((AVStream one) -> Codecs.isAccepted(one.codecpar().codec_id()))
            .thenComparing(one -> (one.disposition() & AV_DISPOSITION_DEFAULT) != 0)
            .thenComparing(one -> one.codecpar().ch_layout().nb_channels());
    return audio.stream().reduce((a, b) -> worth.compare(a, b) < 0 ? b : a).orElseThrow();
  }

  AVCodecParameters parameters() {
    return stream.codecpar();
  }

  AVRational timeBase() {
    return stream.time_base();
  }

  /**
   * Seconds of audio that the header promises; 0 where it does not say, or is not to be trusted.
   */
  double declaredSeconds() {
    if (!DECLARING.contains(payload.container())) {
      return 0;
    }
    long duration = stream.duration();
    if (duration != AV_NOPTS_VALUE) {
      return duration * av_q2d(stream.time_base());
    }
    return context.duration() == AV_NOPTS_VALUE ? 0 : (double) context.duration() / AV_TIME_BASE;
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
