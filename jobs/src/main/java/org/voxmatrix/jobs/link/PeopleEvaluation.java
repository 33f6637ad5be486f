package org.voxmatrix.jobs.link;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import org.voxmatrix.metrics.ClusterAgreement;

/**
 * How well people fit labels, a row of table {@code people_evaluations}.
 *
 * @param linkRunId the run that linked them
 * @param voiceprints that have a label: the others count for nothing
 * @param people of these voiceprints
 * @param speakers by their labels
 */
@JsonNaming(SnakeCaseStrategy.class)
public record PeopleEvaluation(
    String linkRunId,
    long voiceprints,
    long unlabelled,
    long people,
    long speakers,
    double bcubedPrecision,
    double bcubedRecall,
    double bcubedF,
    double pairwisePrecision,
    double pairwiseRecall,
    double pairwiseF,
    @JsonIgnore Instant evaluatedAt) {

  static PeopleEvaluation of(
      String linkRunId, ClusterAgreement found, long unlabelled, long people, long speakers) {
    return new PeopleEvaluation(
        linkRunId,
        found.members(),
        unlabelled,
        people,
        speakers,
        found.bcubedPrecision(),
        found.bcubedRecall(),
        found.bcubedF(),
        found.pairwisePrecision(),
        found.pairwiseRecall(),
        found.pairwiseF(),
        Instant.now());
  }
}
