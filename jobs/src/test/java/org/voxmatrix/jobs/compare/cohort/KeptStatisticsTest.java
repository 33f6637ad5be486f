package org.voxmatrix.jobs.compare.cohort;

import static org.apache.iceberg.expressions.Expressions.alwaysTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.erase.EraseJob;
import org.voxmatrix.jobs.erase.EraseSettings;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import org.voxmatrix.jobs.retention.Retention;
import org.voxmatrix.score.Normalization;
import org.voxmatrix.tables.RowMapper;
import org.voxmatrix.tables.RowTable;
import org.voxmatrix.tables.VoxTable;

class KeptStatisticsTest extends InOwnWarehouse {

  private final People people = new People(17);

  private int run;

  @Test
  void theNextRunWithTheSameVoicesDoesNotScoreTheCohort() {
    List<Member> members = people.of(4, 3);
    String a = People.write(folder, "a", members);
    String b = People.write(folder, "b", people.of(5, 2));
    String cohort = People.write(folder, "cohort", people.of(30, 2));
    float[] first = matrix(a, b, new CohortChoice(cohort, 20));
    List<StatisticsRow> rows = rows();
    assertThat(rows).extracting(StatisticsRow::members).containsExactlyInAnyOrder(12, 10);

    assertThat(matrix(a, b, new CohortChoice(cohort, 20))).isEqualTo(first);
    assertThat(matrix(People.write(folder, "again", members), b, new CohortChoice(cohort, 20)))
        .isEqualTo(first);
    assertThat(rows()).as("all were there").hasSize(2);

    // What is kept is what counts: every deviation is doubled.
    StatisticsTable table = new StatisticsTable(warehouse);
    new RowTable<>(warehouse, RowMapper.of(VoxTable.COHORT_STATISTICS, StatisticsRow.class))
        .delete(alwaysTrue());
    int side = 0;
    for (StatisticsRow row : rows) {
      double[] means = new double[row.members()];
      double[] deviations = new double[row.members()];
      row.copyTo(means, deviations);
      for (int i = 0; i < deviations.length; i++) {
        deviations[i] *= 2;
      }
      table.write("changed", side++, row.statisticsKey(), new Normalization(means, deviations));
      assertThat(table.find(row.statisticsKey(), row.members())).isPresent();
      assertThat(table.find(row.statisticsKey(), row.members() + 1)).isEmpty();
    }
    float[] changed = matrix(a, b, new CohortChoice(cohort, 20));
    for (int i = 0; i < first.length; i++) {
      assertThat(changed[i]).isCloseTo(first[i] / 2, within(1e-5f));
    }
  }

  @Test
  void othersAreNotTaken() {
    List<Member> members = people.of(4, 3);
    List<Member> strangers = people.of(30, 2);
    String a = People.write(folder, "a", members);
    String cohort = People.write(folder, "cohort", strangers);
    float[] first = matrix(a, a, new CohortChoice(cohort, 20));
    assertThat(rows()).hasSize(1);

    matrix(a, a, new CohortChoice(cohort, 25));
    assertThat(rows()).as("another top N").hasSize(2);
    List<Member> others = new ArrayList<>(strangers);
    others.set(0, new Member(others.get(0).id(), others.get(0).recording(), "s", vector()));
    assertThat(matrix(a, a, new CohortChoice(People.write(folder, "other", others), 20)))
        .isNotEqualTo(first);
    assertThat(rows()).as("another voice of the same id").hasSize(3);
    matrix(a, a, new CohortChoice("own", 10));
    assertThat(rows()).as("its own").hasSize(4);
  }

  @Test
  void evaluationsKeepThemToo() {
    String a = People.write(folder, "a", people.of(12, 3));
    CohortChoice choice = new CohortChoice(People.write(folder, "cohort", people.of(30, 2)), 20);
    EvaluateSettings settings =
        EvaluateSettings.of(TrialChoice.ofSets(a, a, "speaker"))
            .withRawModel("random")
            .withCohort(choice);
    new EvaluateJob(own.context(), settings).execute();
    new EvaluateJob(own.context(), settings.withWorst(3)).execute();
    assertThat(rows()).hasSize(1);
  }

  @Test
  void anErasureForgetsThemAll() {
    List<Member> members = people.of(4, 3);
    String a = People.write(folder, "a", members);
    CohortChoice choice = new CohortChoice(People.write(folder, "cohort", people.of(30, 2)), 20);
    matrix(a, a, choice);
    assertThat(rows()).hasSize(1);
    new EraseJob(own.context(), EraseSettings.of(List.of(members.get(0).recording()), List.of()))
        .execute();
    assertThat(rows()).isEmpty();
    matrix(a, a, choice);
    assertThat(rows()).extracting(StatisticsRow::members).containsExactly(10);
  }

  @Test
  void theyExpireAsTasksDo() {
    String a = People.write(folder, "a", people.of(4, 3));
    matrix(a, a, new CohortChoice(People.write(folder, "cohort", people.of(30, 2)), 20));
    new Retention(warehouse).runs(Instant.now().minus(Duration.ofHours(1)));
    assertThat(rows()).hasSize(1);
    new Retention(warehouse).runs(Instant.now().plus(Duration.ofHours(1)));
    assertThat(rows()).isEmpty();
  }

  private float[] vector() {
    return people.of(1, 1).get(0).vector();
  }

  private List<StatisticsRow> rows() {
    return new RowTable<>(warehouse, RowMapper.of(VoxTable.COHORT_STATISTICS, StatisticsRow.class))
        .read(alwaysTrue());
  }

  /** By another threshold each time, so that no run is one that is done. */
  private float[] matrix(String a, String b, CohortChoice cohort) {
    var result =
        new CompareJob(
                own.context(),
                CompareSettings.of(a, b)
                    .withRawModel("random")
                    .withCohort(cohort)
                    .withOutputs(new Outputs(true, 10 + run++, 0, Outputs.Of.ROWS)))
            .execute();
    return new ScoreBlocks(warehouse)
        .read(result.runId(), (int) result.columns(), (int) result.rows());
  }
}
