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
import static org.bytedeco.ffmpeg.global.swresample.swr_inject_silence;

import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.voxmatrix.audio.input.AudioFormat;

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
  private final int rate;
  private final int targetRate;
  private final SwrContext swr = new SwrContext(null);
  private FloatPointer samples = new FloatPointer((Pointer) null);
  private PointerPointer<FloatPointer> planes;
  private int capacity;
  private long taken;
  private long given;

  /**
   * @param sampleFormat FFmpeg's number of the samples to convert
   */
  Resampler(AudioFormat format, int sampleFormat, int targetRate) {
    channels = format.channels();
    rate = format.sampleRate();
    this.targetRate = targetRate;
    planes = new PointerPointer<>(channels);
    try (AVChannelLayout layout = new AVChannelLayout()) {
      av_channel_layout_default(layout, channels);
      swr_alloc_set_opts2(
          swr, layout, AV_SAMPLE_FMT_FLTP, targetRate, layout, sampleFormat, rate, 0, null);
      av_channel_layout_uninit(layout);
    }
    av_opt_set_sample_fmt(swr, "internal_sample_fmt", AV_SAMPLE_FMT_FLTP, 0);
    av_opt_set_int(swr, "filter_size", TAPS, 0);
    av_opt_set_double(swr, "cutoff", CUTOFF, 0);
    av_opt_set_int(swr, "linear_interp", 1, 0);
    if (swr_init(swr) < 0) {
      close();
      throw new IllegalStateException(
          "Cannot resample %d channels from %d to %d Hz".formatted(channels, rate, targetRate));
    }
  }

  /** Converts a frame; returns the samples now ready. */
  int convert(AVFrame frame) {
    reserve(swr_get_out_samples(swr, frame.nb_samples()));
    taken += frame.nb_samples();
    return given(
        swr_convert(swr, planes, capacity, frame.extended_data(), frame.nb_samples()),
        Long.MAX_VALUE);
  }

  /** Converts what the filter still holds; returns the samples now ready, 0 after the last. */
  int flush() {
    long due = Math.round((double) taken * targetRate / rate) - given;
    if (due <= 0) {
      return 0;
    }
    // Left alone, the resampler gives less than is due of recordings shorter than its filter.
    swr_inject_silence(swr, TAPS * (1 + rate / targetRate));
    reserve(swr_get_out_samples(swr, 0));
    return given(swr_convert(swr, planes, capacity, null, 0), due);
  }

  private int given(int converted, long most) {
    if (converted < 0) {
      throw new IllegalStateException("Resampling failed with FFmpeg's error " + converted);
    }
    int count = (int) Math.min(converted, most);
    given += count;
    return count;
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
