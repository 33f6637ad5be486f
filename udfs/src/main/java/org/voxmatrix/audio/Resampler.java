package org.voxmatrix.audio;

import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_int;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_sample_fmt;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Frames of one kind to float samples at the target rate, channel by channel, by a band-limited
 * polyphase filter (Kaiser window). Output is in line with input: the first sample stays the first.
 */
final class Resampler implements AutoCloseable {

  /** Taps at the lower of both rates: the transition band is about a tenth of that rate wide. */
  private static final int TAPS = 64;

  /** Centre of the transition band, as a share of half the lower rate. */
  private static final double CUTOFF = 0.95;

  private final int channels;
  private final SwrContext swr = new SwrContext(null);
  private FloatPointer samples = new FloatPointer((org.bytedeco.javacpp.Pointer) null);
  private PointerPointer<FloatPointer> planes;
  private int capacity;

  Resampler(AVFrame first, int targetRate) {
    channels = first.ch_layout().nb_channels();
    planes = new PointerPointer<>(channels);
    try (AVChannelLayout layout = new AVChannelLayout()) {
      av_channel_layout_default(layout, channels);
      swr_alloc_set_opts2(
          swr,
          layout,
          AV_SAMPLE_FMT_FLTP,
          targetRate,
          layout,
          first.format(),
          first.sample_rate(),
          0,
          null);
      av_channel_layout_uninit(layout);
    }
    av_opt_set_sample_fmt(swr, "internal_sample_fmt", AV_SAMPLE_FMT_FLTP, 0);
    av_opt_set_int(swr, "filter_size", TAPS, 0);
    av_opt_set_double(swr, "cutoff", CUTOFF, 0);
    av_opt_set_int(swr, "linear_interp", 1, 0);
    if (swr_init(swr) < 0) {
      close();
      throw new IllegalStateException(
          "Cannot resample %d channels from %d to %d Hz"
              .formatted(channels, first.sample_rate(), targetRate));
    }
  }

  /** Converts a frame, or null to flush; returns the samples now ready, that is after the last. */
  int convert(AVFrame frame) {
    int count = frame == null ? 0 : frame.nb_samples();
    reserve(swr_get_out_samples(swr, count));
    int converted =
        frame == null
            ? swr_convert(swr, planes, capacity, null, 0)
            : swr_convert(swr, planes, capacity, frame.extended_data(), count);
    if (converted < 0) {
      throw new IllegalStateException("Resampling failed with FFmpeg's error " + converted);
    }
    return converted;
  }

  /** Copies converted samples of one channel. */
  void copy(int channel, int from, float[] target, int offset, int count) {
    samples.position((long) channel * capacity + from).get(target, offset, count);
  }

  private void reserve(int needed) {
    if (needed <= capacity) {
      return;
    }
    samples.close();
    capacity = needed + needed / 2;
    samples = new FloatPointer((long) capacity * channels);
    for (int i = 0; i < channels; i++) {
      planes.put(i, samples.getPointer((long) i * capacity));
    }
  }

  @Override
  public void close() {
    swr_free(swr);
    samples.close();
    planes.close();
  }
}
