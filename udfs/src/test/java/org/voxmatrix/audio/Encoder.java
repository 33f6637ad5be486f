package org.voxmatrix.audio;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avformat.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/** Makes compressed recordings for tests with FFmpeg's encoders. */
public enum Encoder {
  FLAC("flac", "flac", AV_SAMPLE_FMT_S16, 0),
  OGG_FLAC("ogg", "flac", AV_SAMPLE_FMT_S16, 0),
  MP3("mp3", "libmp3lame", AV_SAMPLE_FMT_FLTP, 128_000),
  VORBIS("ogg", "vorbis", AV_SAMPLE_FMT_FLTP, 128_000),
  OPUS("ogg", "libopus", AV_SAMPLE_FMT_FLT, 64_000),
  SPEEX("ogg", "libspeex", AV_SAMPLE_FMT_S16, 0);

  private final String muxer;
  private final String codec;
  private final int sampleFormat;
  private final long bitsPerSecond;

  Encoder(String muxer, String codec, int sampleFormat, long bitsPerSecond) {
    this.muxer = muxer;
    this.codec = codec;
    this.sampleFormat = sampleFormat;
    this.bitsPerSecond = bitsPerSecond;
  }

  /** The file made of {@code samples[channel][i]}. */
  public byte[] encode(int rate, float[]... samples) {
    try {
      Path file = Files.createTempFile("voxmatrix", "." + muxer);
      try {
        write(file, rate, samples);
        return Files.readAllBytes(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Path file, int rate, float[][] samples) {
    Native.load();
    AVFormatContext format = new AVFormatContext(null);
    check(avformat_alloc_output_context2(format, null, muxer, file.toString()));
    AVCodec encoder = avcodec_find_encoder_by_name(codec);
    AVCodecContext context = avcodec_alloc_context3(encoder);
    context.sample_rate(rate);
    context.sample_fmt(sampleFormat);
    context.bit_rate(bitsPerSecond);
    context.strict_std_compliance(FF_COMPLIANCE_EXPERIMENTAL);
    context.time_base(av_make_q(1, rate));
    av_channel_layout_default(context.ch_layout(), samples.length);
    check(avcodec_open2(context, encoder, (AVDictionary) null));
    AVStream stream = avformat_new_stream(format, encoder);
    check(avcodec_parameters_from_context(stream.codecpar(), context));
    stream.time_base(context.time_base());
    AVIOContext out = new AVIOContext(null);
    check(avio_open(out, file.toString(), AVIO_FLAG_WRITE));
    format.pb(out);
    check(avformat_write_header(format, (AVDictionary) null));
    int step = context.frame_size() == 0 ? 1024 : context.frame_size();
    for (int at = 0; at < samples[0].length; at += step) {
      AVFrame frame = frame(context, samples, at, Math.min(step, samples[0].length - at));
      check(avcodec_send_frame(context, frame));
      av_frame_free(frame);
      drain(context, format, stream);
    }
    check(avcodec_send_frame(context, null));
    drain(context, format, stream);
    check(av_write_trailer(format));
    avio_closep(out);
    avcodec_free_context(context);
    avformat_free_context(format);
  }

  private AVFrame frame(AVCodecContext context, float[][] samples, int at, int count) {
    AVFrame frame = av_frame_alloc();
    frame.nb_samples(count);
    frame.format(sampleFormat);
    frame.sample_rate(context.sample_rate());
    frame.pts(at);
    av_channel_layout_copy(frame.ch_layout(), context.ch_layout());
    check(av_frame_get_buffer(frame, 0));
    switch (sampleFormat) {
      case AV_SAMPLE_FMT_FLTP -> {
        for (int c = 0; c < samples.length; c++) {
          new FloatPointer(frame.data(c)).put(samples[c], at, count);
        }
      }
      case AV_SAMPLE_FMT_FLT -> new FloatPointer(frame.data(0)).put(interleave(samples, at, count));
      default -> {
        float[] interleaved = interleave(samples, at, count);
        short[] shorts = new short[interleaved.length];
        for (int i = 0; i < shorts.length; i++) {
          shorts[i] = (short) Math.round(interleaved[i] * 32768);
        }
        new ShortPointer(frame.data(0)).put(shorts);
      }
    }
    return frame;
  }

  private static float[] interleave(float[][] samples, int at, int count) {
    float[] interleaved = new float[count * samples.length];
    for (int i = 0; i < interleaved.length; i++) {
      interleaved[i] = samples[i % samples.length][at + i / samples.length];
    }
    return interleaved;
  }

  private static void drain(AVCodecContext context, AVFormatContext format, AVStream stream) {
    AVPacket packet = av_packet_alloc();
    while (avcodec_receive_packet(context, packet) >= 0) {
      av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
      check(av_interleaved_write_frame(format, packet));
    }
    av_packet_free(packet);
  }

  private static void check(int result) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg error " + result);
    }
  }
}
