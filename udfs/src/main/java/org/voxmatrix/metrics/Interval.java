package org.voxmatrix.metrics;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Where a metric of other speakers of the same kind would lie in 95 cases of 100.
 *
 * @param low its lower limit
 * @param high its upper limit
 */
public record Interval(double low, double high) {

  private static final double TAIL = 0.025;

  /** Shares of replicates that may have no value. */
  private static final double MOST_MISSING = 0.05;

  private static final NormalDistribution NORMAL = new NormalDistribution();

  /**
   * The interval of a metric that is 0 at least.
   *
   * @param value of the metric, exact
   * @param metric of counted trials; not a number where it has no value
   * @param isRate whether it is 1 at most
   * @return none for too few speakers, or where all replicates have one value: where no error was
   *     seen there is none to resample
   */
  public static Optional<Interval> of(
      double value,
      Replicates replicates,
      ToDoubleFunction<Replicates.Sample> metric,
      boolean isRate) {
    double[] values =
        replicates.replicates().stream()
            .mapToDouble(metric)
            .filter(one -> !Double.isNaN(one))
            .toArray();
    int all = replicates.replicates().size() + replicates.missing();
    if (replicates.units() < Resampling.LEAST_SPEAKERS
        || all - values.length > MOST_MISSING * all
        || !(value > 0)
        || (isRate && value >= 1)) {
      return Optional.empty();
    }
    Scale scale = isRate ? Scale.LOG_ODDS : Scale.LOGARITHM;
    double[] scaled = Arrays.stream(values).map(scale::of).sorted().toArray();
    if (scaled[0] == scaled[scaled.length - 1]) {
      return Optional.empty();
    }
    return switch (replicates.method()) {
      case BOOTSTRAP ->
          Optional.of(
                  percentiles(
                      scaled,
                      scale.of(value),
                      scale.of(metric.applyAsDouble(replicates.all())),
                      replicates.units(),
                      scale))
              // With half of the draws at an end of the scale there is no middle to shift.
              .filter(found -> found.low() < found.high() && Double.isFinite(found.high()));
      case JACKKNIFE -> jackknife(scaled, scale.of(value), scale);
    };
  }

  /**
   * The interval of the difference between a metric of two systems' scores of the same trials. Each
   * replicate has the same speakers for both, so what they have in common is not in it.
   *
   * @param difference the first system's value less the second's, exact
   * @return none as {@link #of}
   */
  public static Optional<Interval> ofDifference(
      double difference,
      Replicates first,
      Replicates second,
      ToDoubleFunction<Replicates.Sample> metric) {
    double[] values =
        IntStream.range(0, first.replicates().size())
            .mapToDouble(
                i ->
                    metric.applyAsDouble(first.replicates().get(i))
                        - metric.applyAsDouble(second.replicates().get(i)))
            .filter(one -> !Double.isNaN(one))
            .sorted()
            .toArray();
    int all = first.replicates().size() + first.missing();
    if (first.units() < Resampling.LEAST_SPEAKERS
        || all - values.length > MOST_MISSING * all
        || values[0] == values[values.length - 1]) {
      return Optional.empty();
    }
    return switch (first.method()) {
      case BOOTSTRAP ->
          Optional.of(
              percentiles(
                  values,
                  difference,
                  metric.applyAsDouble(first.all()) - metric.applyAsDouble(second.all()),
                  first.units(),
                  Scale.PLAIN));
      case JACKKNIFE -> jackknife(values, difference, Scale.PLAIN);
    };
  }

  /**
   * Percentiles, a little further out for few speakers (Hesterberg, The American Statistician 69,
   * 2015), and without the bias of the draws: fewer distinct speakers are easier to tell apart by a
   * threshold that is best for them, and so are these speakers than all that there are. The bias is
   * that of the median, twice (Efron, Canadian Journal of Statistics 9, 1981).
   *
   * @param counted the value of the trials that draws are of: as counted
   */
  private static Interval percentiles(
      double[] draws, double value, double counted, int speakers, Scale scale) {
    double deviate =
        Math.sqrt(speakers / (speakers - 1.0))
            * new TDistribution(null, speakers - 1).inverseCumulativeProbability(TAIL);
    int from = (int) (NORMAL.cumulativeProbability(deviate) * draws.length);
    double bias = draws[draws.length / 2] - counted;
    double shift = value - counted - 2 * bias;
    return new Interval(
        scale.back(draws[from] + shift), scale.back(draws[draws.length - 1 - from] + shift));
  }

  private static Optional<Interval> jackknife(double[] left, double value, Scale scale) {
    double mean = Arrays.stream(left).average().orElse(Double.NaN);
    double squares = 0;
    for (double one : left) {
      squares += (one - mean) * (one - mean);
    }
    int n = left.length;
    double error = Math.sqrt((n - 1.0) / n * squares);
    if (!Double.isFinite(error)) {
      return Optional.empty();
    }
    double reach = -new TDistribution(null, n - 1).inverseCumulativeProbability(TAIL) * error;
    return Optional.of(new Interval(scale.back(value - reach), scale.back(value + reach)));
  }

  /** On which limits cannot leave the range of a metric, and errors are about symmetric. */
  private enum Scale {
    /** Of differences. */
    PLAIN {
      @Override
      double of(double x) {
        return x;
      }

      @Override
      double back(double y) {
        return y;
      }
    },
    /** From 0 to 1. */
    LOG_ODDS {
      @Override
      double of(double x) {
        return Math.log(x / (1 - x));
      }

      @Override
      double back(double y) {
        return 1 / (1 + Math.exp(-y));
      }
    },
    /** From 0 on. */
    LOGARITHM {
      @Override
      double of(double x) {
        return Math.log(x);
      }

      @Override
      double back(double y) {
        return Math.exp(y);
      }
    };

    abstract double of(double x);

    abstract double back(double y);
  }
}
