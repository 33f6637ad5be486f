package org.voxmatrix.jobs.evaluate.versus;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.voxmatrix.tables.Word;

/**
 * How much two systems' scores of the same trials differ by a metric, a row of table {@code
 * evaluation_differences}.
 *
 * @param parameter the prior of the metric; null for metrics without
 * @param first the first system's value
 * @param second the second system's value
 * @param difference the first less the second
 * @param low lower limit of the difference's interval of 95 %; null where there is none
 * @param high upper limit of the interval
 * @param probability that equal systems differ so much or more; null but for DeLong's test
 * @param method how the interval was made; null where there is none
 * @param speakers null if they are not known
 * @param onlyFirst trials that the first system alone has scored
 * @param onlySecond trials that the second system alone has scored
 * @param missing trials of a list that neither has scored
 */
@JsonNaming(SnakeCaseStrategy.class)
public record MetricDifference(
    @JsonIgnore Kind metric,
    Double parameter,
    double first,
    double second,
    double difference,
    Double low,
    Double high,
    Double probability,
    @JsonIgnore Method method,
    @JsonIgnore long targets,
    @JsonIgnore long nonTargets,
    @JsonIgnore Integer speakers,
    @JsonIgnore long onlyFirst,
    @JsonIgnore long onlySecond,
    @JsonIgnore long missing,
    @JsonIgnore Instant evaluatedAt) {

  /** What is measured. */
  public enum Kind implements Word {
    /** Area under the ROC curve. */
    AUC,
    /** Equal error rate of the convex hull. */
    EER,
    /** Cost of the scores as log-likelihood ratios after the best monotone calibration, bits. */
    MIN_CLLR,
    /** Detection cost at the best threshold of a prior, normalized. */
    MIN_DCF
  }

  /** How an interval was made. */
  public enum Method implements Word {
    /** Of trials as if they were independent. */
    DELONG,
    /** Speakers are drawn, the same for both systems. */
    BOOTSTRAP,
    /** Each speaker is left out once, for both systems. */
    JACKKNIFE
  }
}
