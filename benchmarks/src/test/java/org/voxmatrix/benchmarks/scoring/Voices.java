package org.voxmatrix.benchmarks.scoring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Voiceprints as those of real recordings lie: a two-covariance model, of which the mean and both
 * deviations of each coordinate are stored. Coordinates are the principal axes of 1,548 recordings
 * of 59 speakers, largest first, so that these alone say nothing of anybody.
 *
 * @param mean of all
 * @param between deviations of speakers
 * @param within deviations of the recordings of a speaker
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Voices(double[] mean, double[] between, double[] within) implements SetVectors {

  /** Recordings of a speaker, in each set. */
  static final int EACH = 10;

  private static final long SPEAKERS = 1L << 40;

  /** {@code default} or {@code campplus}, the models whose voiceprints these are like. */
  static Voices of(String model) {
    try (InputStream table = Voices.class.getResourceAsStream("/voices/" + model + ".csv")) {
      List<double[]> rows =
          new String(table.readAllBytes(), StandardCharsets.US_ASCII)
              .lines()
              .skip(1)
              .map(row -> Arrays.stream(row.split(",")).mapToDouble(Double::parseDouble).toArray())
              .toList();
      return new Voices(column(rows, 0), column(rows, 1), column(rows, 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double[] column(List<double[]> rows, int at) {
    return rows.stream().mapToDouble(row -> row[at]).toArray();
  }

  @Override
  public String name() {
    return "voices-%d".formatted(Arrays.hashCode(mean));
  }

  /** Speakers of one number are the same in all sets, recordings are not. */
  @Override
  public float[] vector(long set, long i) {
    SplittableRandom speaker = new SplittableRandom(SPEAKERS + i / EACH);
    SplittableRandom recording = new SplittableRandom(set * 1_000_003 + i);
    float[] vector = new float[mean.length];
    for (int k = 0; k < vector.length; k++) {
      vector[k] =
          (float)
              (mean[k]
                  + between[k] * speaker.nextGaussian()
                  + within[k] * recording.nextGaussian());
    }
    return vector;
  }

  /** The same voices' model for speakers who are in no other set. */
  SetVectors others() {
    return new SetVectors() {
      @Override
      public String name() {
        return Voices.this.name();
      }

      @Override
      public float[] vector(long set, long i) {
        return Voices.this.vector(set, (1L << 32) + i * EACH);
      }
    };
  }
}
