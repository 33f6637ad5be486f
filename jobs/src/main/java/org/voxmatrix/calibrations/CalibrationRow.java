package org.voxmatrix.calibrations;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.voxmatrix.score.Calibration;

/**
 * A calibration, a row of table {@code calibrations}. Its id is that of the run that fitted it.
 *
 * @param name given by the user; or null
 * @param model whose scores it is for; null for scores that were given
 * @param modelFingerprint null for raw vectors and scores that were given
 * @param scoreKind what becomes a log-likelihood ratio; null for scores that were given
 * @param lowest of the scores that it was fitted on, with what quality adds
 * @param highest of the scores that it was fitted on, with what quality adds
 * @param speakers null where it is not known
 * @param cllr cost of the scores as they were, bits
 * @param calibratedCllr cost of the log-likelihood ratios of the same trials
 * @param crossValidatedCllr the same, each fold of speakers with a calibration that was fitted on
 *     the others; null where speakers are not known or too few
 * @param crossValidatedMinCllr what the best monotone calibration would leave of those trials
 * @param minCllr what the best monotone calibration would leave
 * @param retiredAt null while it may be used
 * @param quality what measures of each side's quality add to the log-likelihood ratio; mostly none
 * @param withoutQualityCllr what the cost would be by the best calibration without quality; null
 *     where it has none
 * @param withoutQualityCrossValidatedCllr the same on speakers left out of the fit; or null
 */
@RecordBuilder
@JsonNaming(SnakeCaseStrategy.class)
public record CalibrationRow(
    String runId,
    int wave,
    String name,
    String model,
    String modelFingerprint,
    String scoreKind,
    double slope,
    double offset,
    double prior,
    double lowest,
    double highest,
    long targets,
    long nonTargets,
    Integer speakers,
    double cllr,
    double calibratedCllr,
    Double crossValidatedCllr,
    Double crossValidatedMinCllr,
    double minCllr,
    @JsonIgnore Instant createdAt,
    @JsonIgnore Instant retiredAt,
    List<QualityTerm> quality,
    Double withoutQualityCllr,
    Double withoutQualityCrossValidatedCllr)
    implements CalibrationRowBuilder.With {

  public CalibrationRow {
    // A row of earlier tables has no such column.
    quality = quality == null ? List.of() : List.copyOf(quality);
  }

  /** Whether a user means it by an id, in any case, or a name. */
  public boolean isNamed(String idOrName) {
    return idOrName.equalsIgnoreCase(runId) || idOrName.equals(name);
  }

  /** Of scores with what quality adds to them. */
  public Calibration calibration() {
    return new Calibration(slope, offset, lowest, highest);
  }

  /** What sides of a trial must have beside a voiceprint. */
  public List<QualityMeasure> measures() {
    return quality.stream().map(QualityTerm::measure).toList();
  }

  /** What quality adds to scores; there must be measures. */
  public QualityTerms terms() {
    return new QualityTerms(quality, slope);
  }
}
