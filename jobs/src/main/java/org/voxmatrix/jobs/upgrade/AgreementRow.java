package org.voxmatrix.jobs.upgrade;

import java.time.Instant;
import org.voxmatrix.tables.Word;

/**
 * How far two models agree, by one measure.
 *
 * @param place of the row, from 0
 * @param parameter of a decision its band; of a cost its prior; or null
 * @param compared how many pairs, recordings or trials
 * @param formerThreshold of the former model, or null
 * @param threshold of the next one
 * @param former what the former model gives, or null
 * @param present what the next one gives
 * @param agreement correlation, or share that is the same; or null
 */
public record AgreementRow(
    int place,
    Measure measure,
    String parameter,
    long compared,
    Double formerThreshold,
    Double threshold,
    Double former,
    Double present,
    Double agreement,
    Instant agreedAt) {

  /** What is compared. */
  public enum Measure implements Word {
    /** Scores of pairs, as Pearson's correlation. */
    PEARSON,
    /** Ranks of pairs, as Spearman's. */
    SPEARMAN,
    /** Shares of pairs that reach a band of their model, and share decided alike. */
    DECISION,
    /** Share of recordings whose nearest profile is the same. */
    NEAREST_PROFILE,
    /** Shares of recordings that are identified, and share with the same answer. */
    IDENTIFIED,
    /** Equal error rates of labelled pairs. */
    EER,
    /** Least costs of log-likelihood ratios, bits. */
    MIN_CLLR,
    /** Least detection costs, at a prior. */
    MIN_DCF
  }
}
