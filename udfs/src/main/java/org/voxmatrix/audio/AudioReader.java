package org.voxmatrix.audio;

import static org.voxmatrix.audio.input.AudioFault.milliseconds;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.voxmatrix.audio.input.AudioFormat;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.ReadOptions;
import org.voxmatrix.audio.input.StreamChecks;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;

/**
 * A recording as a stream of samples at one rate. Memory does not grow with the length. Readers are
 * independent of one another; one reader is for one thread at a time.
 *
 * <p>Samples that an encoder added (MP3 delay and padding, Opus pre-skip) are dropped as players
 * do. A recording that is cut, or damaged here and there, yields what can be decoded and {@link
 * #notes()} say so.
 */
public final class AudioReader implements AutoCloseable {

  private final Decoder decoder;
  private final Supplier<AVFrame> frames;
  private final Runnable whenClosed;
  private final Resampler resampler;
  private final SampleCheck check;
  private final AudioLimits limits;
  private final int targetRate;
  private boolean ended;
  private int ready;
  private int taken;
  private long position;
  private boolean closed;

  /**
   * @param frames of the decoder, null from the end on
   */
  AudioReader(
      Decoder decoder,
      Supplier<AVFrame> frames,
      Runnable whenClosed,
      int targetRate,
      AudioLimits limits) {
    this.decoder = decoder;
    this.frames = frames;
    this.whenClosed = whenClosed;
    this.limits = limits;
    this.targetRate = targetRate;
    check = new SampleCheck(format(), targetRate);
    resampler = new Resampler(format(), decoder.sampleFormat(), targetRate);
  }

  /** Opens a recording with {@link ReadOptions#DEFAULT}. */
  public static AudioReader open(AudioInput input, int targetRate) {
    return open(input, targetRate, ReadOptions.DEFAULT);
  }

  /**
   * Opens a recording and decodes its beginning.
   *
   * @param input closed with the reader, and also when this throws
   * @param targetRate rate of the samples to be read, in Hz
   * @throws org.voxmatrix.error.RejectedException if the recording is invalid
   * @throws UncheckedIOException if {@code input} cannot be read
   */
  public static AudioReader open(AudioInput input, int targetRate, ReadOptions options) {
    Decoder decoder = Decoder.open(input, options);
    try {
      return new AudioReader(decoder, decoder::next, decoder::close, targetRate, options.limits());
    } catch (Throwable e) {
      decoder.close();
      throw e;
    }
  }

  /** What the recording is, as stored. */
  public AudioFormat format() {
    return decoder.format();
  }

  /**
   * Moves forward to a time, counted from the start of the recording, by decoding up to it.
   *
   * @param seconds at least 0, and not behind what has been read
   * @throws org.voxmatrix.error.RejectedException if the recording ends before
   */
  public void skipTo(double seconds) {
    long target = Math.round(seconds * targetRate);
    if (!(seconds >= 0) || target < position) {
      throw new IllegalArgumentException(
          "Cannot skip to %s s from %s s".formatted(seconds, (double) position / targetRate));
    }
    while (position < target) {
      if (taken == ready && !advance()) {
        throw reject(
            Fault.AUDIO_BAD_TIME_RANGE,
            "start",
            ("The time range starts at %s s, the recording ends at %s s; choose an earlier"
                    + " start.")
                .formatted(seconds, milliseconds((double) position / targetRate)),
            Map.of("start", seconds, "seconds", (double) position / targetRate));
      }
      int count = (int) Math.min(target - position, ready - taken);
      taken += count;
      position += count;
    }
  }

  /**
   * Reads the next samples at the target rate: in [-1, 1), or up to 1.5 where resampling took what
   * was cut off at full scale beyond it.
   *
   * @param block {@code block[channel][i]}, as many channels as {@link #format()} has, filled from
   *     0 on
   * @return samples of each channel, as many as {@code block} holds unless the end is near, or -1
   *     at the end
   * @throws org.voxmatrix.error.RejectedException if the recording is found to be invalid
   * @throws UncheckedIOException if the input cannot be read
   */
  public int read(float[][] block) {
    int channels = format().channels();
    if (block.length != channels) {
      throw new IllegalArgumentException(
          "block has %d channels, the recording %d".formatted(block.length, channels));
    }
    int length = block[0].length;
    int filled = 0;
    while (filled < length && (taken < ready || advance())) {
      int count = Math.min(length - filled, ready - taken);
      for (int channel = 0; channel < block.length; channel++) {
        resampler.copy(channel, taken, block[channel], filled, count);
        check.apply(block[channel], filled, count, channel, position);
      }
      taken += count;
      filled += count;
      position += count;
    }
    return filled == 0 && length > 0 ? -1 : filled;
  }

  private boolean advance() {
    if (ended) {
      return false;
    }
    AVFrame frame = frames.get();
    ready = frame == null ? resampler.flush() : resampler.convert(frame);
    taken = 0;
    ended = frame == null && ready == 0;
    StreamChecks.duration(position, targetRate, limits);
    return !ended;
  }

  /** What the user should know of a recording read to its end, such as that it is cut. */
  public List<ErrorDetail> notes() {
    if (!ended) {
      return List.of();
    }
    List<ErrorDetail> notes = new ArrayList<>(decoder.notes());
    notes.addAll(check.notes());
    return notes;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    resampler.close();
    whenClosed.run();
  }
}
