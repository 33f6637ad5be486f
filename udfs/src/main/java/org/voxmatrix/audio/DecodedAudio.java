package org.voxmatrix.audio;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_clone;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.voxmatrix.audio.input.AudioFormat;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.ReadOptions;
import org.voxmatrix.audio.input.StreamChecks;

/**
 * A recording that is decoded once, and read as often as wanted and at any rate, with the samples
 * that {@link AudioReader#open} would give. It is held outside the heap as it was decoded, up to 8
 * bytes a sample, so it is for short recordings. For one thread at a time.
 */
public final class DecodedAudio implements AutoCloseable {

  private final Decoder decoder;
  private final AudioLimits limits;
  private final double mostSeconds;
  private final List<AVFrame> frames = new ArrayList<>();
  private long samples;
  private boolean ended;
  private boolean closed;

  private DecodedAudio(Decoder decoder, AudioLimits limits, double mostSeconds) {
    this.decoder = decoder;
    this.limits = limits;
    this.mostSeconds = mostSeconds;
  }

  /**
   * Opens a recording and decodes its beginning, as {@link AudioReader#open} does.
   *
   * @param input closed with this, and also when this throws
   * @param mostSeconds that are held; inclusive
   * @throws org.voxmatrix.error.RejectedException if the recording is invalid; also later, when
   *     more of it is decoded
   * @throws java.io.UncheckedIOException if {@code input} cannot be read; also later
   */
  public static DecodedAudio open(AudioInput input, ReadOptions options, double mostSeconds) {
    return new DecodedAudio(Decoder.open(input, options), options.limits(), mostSeconds);
  }

  /** What the recording is, as stored. */
  public AudioFormat format() {
    return decoder.format();
  }

  /** Whether there is more than may be held. Decodes no further than it takes to know. */
  public boolean isTooLong() {
    while (!ended && fits()) {
      decode();
    }
    return !fits();
  }

  /**
   * Seconds, counted in the recording's own samples. What is too long is decoded to its end all the
   * same, but not held.
   */
  public double length() {
    while (!ended) {
      decode();
    }
    return seconds();
  }

  /**
   * Reads the recording from its start, after it is decoded to its end.
   *
   * @param targetRate rate of the samples to be read, in Hz
   * @return a reader that is of no use after this is closed
   * @throws IllegalStateException if the recording is too long, or closed
   */
  public AudioReader reader(int targetRate) {
    if (closed || isTooLong()) {
      throw new IllegalStateException(
          closed
              ? "The recording is closed"
              : "The recording is longer than " + mostSeconds + " s");
    }
    Iterator<AVFrame> rest = frames.iterator();
    return new AudioReader(
        decoder, () -> rest.hasNext() ? rest.next() : null, () -> {}, targetRate, limits);
  }

  /**
   * The whole recording as one channel, the mean of all.
   *
   * @param rate in Hz
   * @return samples as {@link AudioReader#read} gives them
   * @throws IllegalStateException as {@link #reader}
   */
  public float[] mono(int rate) {
    try (AudioReader reader = reader(rate)) {
      float[][] block = new float[format().channels()][rate];
      float[] mono = new float[0];
      for (int count = reader.read(block); count >= 0; count = reader.read(block)) {
        int before = mono.length;
        mono = Arrays.copyOf(mono, before + count);
        for (float[] channel : block) {
          for (int i = 0; i < count; i++) {
            mono[before + i] += channel[i] / block.length;
          }
        }
      }
      return mono;
    }
  }

  private void decode() {
    AVFrame frame = decoder.next();
    if (frame == null) {
      ended = true;
      return;
    }
    samples += frame.nb_samples();
    StreamChecks.duration(samples, format().sampleRate(), limits);
    if (fits()) {
      frames.add(Objects.requireNonNull(av_frame_clone(frame), "no memory for a frame"));
    } else {
      free();
    }
  }

  private boolean fits() {
    return seconds() <= mostSeconds;
  }

  private double seconds() {
    return (double) samples / format().sampleRate();
  }

  private void free() {
    frames.forEach(frame -> av_frame_free(frame));
    frames.clear();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      free();
      decoder.close();
    }
  }
}
