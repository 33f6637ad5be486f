package org.voxmatrix.jobs.compare.cohort;

import java.util.function.Supplier;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.jobs.compare.engine.MemberSet;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.score.KernelChoice;
import org.voxmatrix.score.Normalization;
import org.voxmatrix.score.Side;
import org.voxmatrix.tables.Warehouse;

/**
 * Statistics of the sets of a run with a cohort, looked up by all voices of both before they are
 * computed.
 *
 * @param run that keeps what it computes
 * @param scoring what tells the model from others
 */
public record KeptStatistics(Warehouse warehouse, Run run, String scoring) {

  /**
   * The statistics of a set.
   *
   * @param cohort hash of the cohort's voices
   * @param compute makes them, if they are not there
   */
  Normalization of(
      String cohort, int topN, Side side, MemberSet set, Supplier<Normalization> compute) {
    StatisticsTable table = new StatisticsTable(warehouse);
    String key =
        Sha256.hex(
            String.join(
                "\n",
                scoring,
                KernelChoice.best().name(),
                String.valueOf(topN),
                cohort,
                set.sha256()));
    return table
        .find(key, set.count())
        .orElseGet(
            () -> {
              Normalization computed = compute.get();
              run.checkLease();
              table.write(run.id(), side.ordinal(), key, computed);
              return computed;
            });
  }
}
