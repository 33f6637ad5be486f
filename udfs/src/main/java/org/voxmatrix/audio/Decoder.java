package org.voxmatrix.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_FLAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP2;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_CRCCHECK;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.voxmatrix.audio.container.Payload;
import org.voxmatrix.audio.container.PayloadFinder;
import org.voxmatrix.audio.input.AudioFormat;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.HeaderBytes;
import org.voxmatrix.audio.input.ReadOptions;
import org.voxmatrix.audio.input.StreamChecks;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;

/** One stream's packets to frames of samples, all of one rate, channel count and sample format. */
final class Decoder implements AutoCloseable {

  /** Of all channels. No codec has larger frames; damaged headers have. */
  private static final int MOST_FRAME_SAMPLES = 1 << 22;

  private final Payload payload;
  private final AudioInput input;
  private final ReadOptions options;
  private final DecodeHealth health;
  private final Demuxer demuxer;
  private final AVPacket packet;
  private final AVFrame frame;
  private final AudioFormat format;
  private AVFrame first;
  private AVCodecContext codec;
  private int rate;
  private int channels;
  private int sampleFormat;

  private Decoder(Payload payload, AudioInput input, ReadOptions options) {
    this.payload = payload;
    this.input = input;
    this.options = options;
    health = new DecodeHealth(payload.container());
    demuxer = new Demuxer(payload, input, options.stream());
    packet = av_packet_alloc();
    frame = av_frame_alloc();
    try {
      AudioLimits limits = options.limits();
      open(demuxer.parameters(), limits);
      first = decode();
      String name = Codecs.name(codec.codec_id());
      format = new AudioFormat(payload.container(), name, rate, channels);
      StreamChecks.channels(channels, limits);
      StreamChecks.rate(rate, limits);
    } catch (Throwable e) {
      free();
      throw e;
    }
  }

  /**
   * Opens a recording and decodes its beginning.
   *
   * @param input closed with the decoder, and also when this throws
   */
  static Decoder open(AudioInput input, ReadOptions options) {
    try {
      Payload payload = new PayloadFinder(new HeaderBytes(input), options.limits()).find();
      Truncation.judge(payload.notes(), options.truncated());
      Native.load();
      return new Decoder(payload, input, options);
    } catch (Throwable e) {
      try {
        input.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  private void open(AVCodecParameters parameters, AudioLimits limits) {
    if (payload.isLayer2(new HeaderBytes(input))) {
      parameters.codec_id(AV_CODEC_ID_MP2);
    }
    int id = parameters.codec_id();
    AVCodec decoder = Codecs.decoder(id);
    if (parameters.ch_layout().nb_channels() > 0) {
      StreamChecks.channels(parameters.ch_layout().nb_channels(), limits);
    }
    codec = avcodec_alloc_context3(decoder);
    avcodec_parameters_to_context(codec, parameters);
    codec.pkt_timebase(demuxer.timeBase());
    codec.thread_count(1);
    if (id == AV_CODEC_ID_FLAC) {
      // Silence is better than the noise of a frame known to be damaged.
      codec.err_recognition(AV_EF_CRCCHECK | AV_EF_EXPLODE);
    }
    if (avcodec_open2(codec, decoder, (AVDictionary) null) < 0) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "codec",
          "The %s header cannot be decoded; re-encode the file.".formatted(Codecs.name(id)),
          Map.of());
    }
  }

  AudioFormat format() {
    return format;
  }

  /** FFmpeg's number of the samples' format. */
  int sampleFormat() {
    return sampleFormat;
  }

  /** The next frame, valid until the next call, or null at the end. */
  AVFrame next() {
    AVFrame next = first == null ? decode() : first;
    first = null;
    return next;
  }

  private AVFrame decode() {
    while (true) {
      int result = avcodec_receive_frame(codec, frame);
      if (result == AVERROR_EOF) {
        health.ended();
        Truncation.judge(notes(), options.truncated());
        return null;
      }
      if (result == AVERROR_EAGAIN()) {
        send();
      } else if (result < 0) {
        health.failed();
      } else if ((long) frame.nb_samples() * frame.ch_layout().nb_channels() > MOST_FRAME_SAMPLES) {
        health.failed();
      } else if (!isAlike()) {
        health.changed(frame.nb_samples(), frame.sample_rate(), frame.ch_layout().nb_channels());
      } else if (frame.nb_samples() > 0) {
        health.decoded(frame.nb_samples());
        return frame;
      }
    }
  }

  private void send() {
    if (demuxer.read(packet)) {
      int result = avcodec_send_packet(codec, packet);
      av_packet_unref(packet);
      if (result < 0) {
        health.failed();
      }
    } else {
      avcodec_send_packet(codec, null);
    }
  }

  /** A false sync in damaged data gives a frame of another kind. The first one decides. */
  private boolean isAlike() {
    if (rate == 0) {
      rate = frame.sample_rate();
      channels = frame.ch_layout().nb_channels();
      sampleFormat = frame.format();
      // The demuxer needs it to find the padding at the end of an MP3 file.
      demuxer.parameters().sample_rate(rate);
    }
    return frame.sample_rate() == rate
        && frame.ch_layout().nb_channels() == channels
        && frame.format() == sampleFormat;
  }

  /** What the user should know of a recording decoded to its end. */
  List<ErrorDetail> notes() {
    List<ErrorDetail> notes = new ArrayList<>(payload.notes());
    notes.addAll(
        health.notes(demuxer.declaredSeconds(), format, payload.isWhole(new HeaderBytes(input))));
    return notes;
  }

  @Override
  public void close() {
    free();
    try {
      input.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void free() {
    av_packet_free(packet);
    av_frame_free(frame);
    if (codec != null) {
      avcodec_free_context(codec);
    }
    demuxer.close();
  }
}
