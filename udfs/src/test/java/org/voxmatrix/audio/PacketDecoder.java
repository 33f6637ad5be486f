package org.voxmatrix.audio;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.bytedeco.ffmpeg.global.avutil.*;

import java.util.Arrays;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.ShortPointer;

/**
 * Packets of one stream to the samples of its first channel, with nothing around FFmpeg's decoder.
 */
final class PacketDecoder implements AutoCloseable {

  private final AVCodecContext context;
  private final AVFrame frame = av_frame_alloc();
  private float[] samples = new float[0];

  /**
   * @param like an encoder of the same stream
   */
  PacketDecoder(int codecId, AVCodecContext like) {
    AVCodec decoder =
        codecId == AV_CODEC_ID_SPEEX
            ? avcodec_find_decoder_by_name("libspeex")
            : avcodec_find_decoder(codecId);
    context = avcodec_alloc_context3(decoder);
    AVCodecParameters parameters = avcodec_parameters_alloc();
    avcodec_parameters_from_context(parameters, like);
    avcodec_parameters_to_context(context, parameters);
    avcodec_parameters_free(parameters);
    if (avcodec_open2(context, decoder, (AVDictionary) null) < 0) {
      throw new IllegalStateException("no decoder for " + codecId);
    }
  }

  PacketDecoder(int codecId, int rate) {
    this(codecId, mono(codecId, rate));
  }

  private static AVCodecContext mono(int codecId, int rate) {
    AVCodecContext context = avcodec_alloc_context3((AVCodec) null);
    context.codec_type(AVMEDIA_TYPE_AUDIO);
    context.codec_id(codecId);
    context.sample_rate(rate);
    av_channel_layout_default(context.ch_layout(), 1);
    return context;
  }

  void accept(AVPacket packet) {
    if (avcodec_send_packet(context, packet) < 0) {
      throw new IllegalStateException("packet refused");
    }
    while (avcodec_receive_frame(context, frame) >= 0) {
      int before = samples.length;
      int count = frame.nb_samples();
      samples = Arrays.copyOf(samples, before + count);
      switch (frame.format()) {
        case AV_SAMPLE_FMT_FLT, AV_SAMPLE_FMT_FLTP ->
            new FloatPointer(frame.data(0)).get(samples, before, count);
        case AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S16P -> {
          short[] shorts = new short[count];
          new ShortPointer(frame.data(0)).get(shorts);
          for (int i = 0; i < count; i++) {
            samples[before + i] = shorts[i] / 32768f;
          }
        }
        default -> throw new IllegalStateException("sample format " + frame.format());
      }
    }
  }

  float[] finish() {
    accept(null);
    return samples;
  }

  @Override
  public void close() {
    av_frame_free(frame);
    avcodec_free_context(context);
  }
}
