package org.voxmatrix.jobs.evaluate.evidence;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.voxmatrix.tables.Word;

/**
 * A trial whose score speaks most for the wrong class, a row of table {@code evaluation_errors}.
 *
 * @param place among those of its kind, from 1 for the worst
 */
@JsonNaming(SnakeCaseStrategy.class)
public record WorstError(@JsonIgnore Kind kind, int place, double score, String idA, String idB) {

  /** How a trial is judged wrong. */
  public enum Kind implements Word {
    /** A target trial of low score. */
    MISS("misses"),
    /** A non-target trial of high score. */
    FALSE_ALARM("false_alarms");

    private final String plural;

    Kind(String plural) {
      this.plural = plural;
    }

    /** The word for several. */
    public String plural() {
      return plural;
    }
  }
}
