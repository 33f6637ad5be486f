package org.voxmatrix.jobs.compare.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareResult;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.ScoreBlocks;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.jobs.evaluate.EvaluateResult;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import org.voxmatrix.tables.VoxTable;

/** Normalized scores against a computation in float64 that knows nothing of kernels. */
class NormalizedScoresTest extends InOwnWarehouse {

  private final People people = new People(11);

  @ParameterizedTest
  @CsvSource({"0, s-norm", "20, as-norm", "60, as-norm"})
  void theMatrix(int topN, String kind) {
    List<Member> a = people.of(6, 3);
    List<Member> b = people.of(5, 4);
    List<Member> cohort = people.of(30, 2);
    String cohortSet = People.write(folder, "cohort", renamed(cohort, "c"));
    CompareResult result =
        compare(
            People.write(folder, "a", a),
            People.write(folder, "b", renamed(b, "b")),
            Outputs.MATRIX,
            new CohortChoice(cohortSet, topN));

    float[] matrix = new ScoreBlocks(warehouse).read(result.runId(), a.size(), b.size());
    List<Member> columns = sorted(a);
    List<Member> rows = sorted(b);
    for (int row = 0; row < rows.size(); row++) {
      for (int column = 0; column < columns.size(); column++) {
        assertThat((double) matrix[row * a.size() + column])
            .isCloseTo(normalized(columns.get(column), rows.get(row), cohort, topN), within(2e-5));
      }
    }
    assertThat(
            own.spark()
                .sql("SELECT DISTINCT score_kind FROM vox.main.score_blocks")
                .first()
                .getString(0))
        .startsWith(kind + "(");
  }

  /** Hits are exact: scored again in float64, by the same deviations. */
  @ParameterizedTest
  @CsvSource({"0", "2"})
  void hits(int topK) {
    List<Member> members = people.of(12, 3);
    List<Member> cohort = people.of(30, 2);
    String set = People.write(folder, "set", members);
    String cohortSet = People.write(folder, "cohort", renamed(cohort, "c"));
    compare(
        set, set, new Outputs(false, 1.5, topK, Outputs.Of.ROWS), new CohortChoice(cohortSet, 25));

    Map<String, Member> byId = new HashMap<>();
    members.forEach(member -> byId.put(member.id(), member));
    List<Row> hits =
        own.spark().sql("SELECT id_a, id_b, score FROM " + VoxTable.HITS.sqlName()).collectAsList();
    assertThat(hits).isNotEmpty();
    for (Row hit : hits) {
      assertThat(hit.getDouble(2))
          .isGreaterThanOrEqualTo(1.5)
          .isCloseTo(
              normalized(byId.get(hit.getString(0)), byId.get(hit.getString(1)), cohort, 25),
              within(1e-6));
    }
    if (topK == 0) {
      long expected = 0;
      for (int i = 0; i < members.size(); i++) {
        for (int j = 0; j < i; j++) {
          expected += normalized(members.get(i), members.get(j), cohort, 25) >= 1.5 ? 1 : 0;
        }
      }
      assertThat(hits).hasSize((int) expected);
    }
  }

  /** The set itself as its cohort: no recording is compared with itself. */
  @Test
  void ownCohort() {
    List<Member> members = people.of(12, 4);
    String set = People.write(folder, "own", members);
    CompareResult result =
        compare(set, set, Outputs.MATRIX, new CohortChoice(CohortChoice.OWN, 15));

    float[] matrix = new ScoreBlocks(warehouse).read(result.runId(), 48, 48);
    List<Member> order = sorted(members);
    for (int row = 0; row < 48; row++) {
      for (int column = 0; column < 48; column++) {
        assertThat((double) matrix[row * 48 + column])
            .isCloseTo(normalized(order.get(column), order.get(row), members, 15), within(2e-5));
      }
    }
  }

  @Test
  void evaluationsAreOfNormalizedScores() {
    List<Member> members = people.of(30, 4);
    String set = People.write(folder, "evaluated", members);
    EvaluateSettings plain =
        EvaluateSettings.of(TrialChoice.ofSets(set, set, "speaker")).withRawModel("random");

    EvaluateResult cosine = new EvaluateJob(own.context(), plain).execute();
    EvaluateResult normalized =
        new EvaluateJob(own.context(), plain.withCohort(new CohortChoice("own", 40))).execute();

    assertThat(normalized.runId()).isNotEqualTo(cosine.runId());
    assertThat(normalized.evaluation().scoreKind()).isEqualTo("as-norm(own,40)");
    assertThat(normalized.evaluation().targets()).isEqualTo(cosine.evaluation().targets());
    assertThat(normalized.evaluation().eer()).isBetween(0.0, 0.5);
    assertThat(normalized.evaluation().eerThreshold())
        .isNotEqualTo(cosine.evaluation().eerThreshold());
  }

  @Test
  void cohortsThatTellNothingAreRefused() {
    String set = People.write(folder, "few", people.of(3, 2));
    List<Member> twice = new ArrayList<>();
    Member one = people.of(1, 1).get(0);
    for (int i = 0; i < 20; i++) {
      twice.add(new Member("c" + i, "c" + i, "c", one.vector()));
    }
    String uniform = People.write(folder, "uniform", twice);

    assertThatThrownBy(() -> compare(set, set, Outputs.MATRIX, new CohortChoice("own", 20)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("at least 10 are needed");
    assertThatThrownBy(() -> compare(set, set, Outputs.MATRIX, new CohortChoice(uniform, 20)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("it is of one voice");
    assertThatThrownBy(() -> new CohortChoice("own", 1))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("top_n is 1");
  }

  private CompareResult compare(String a, String b, Outputs outputs, CohortChoice cohort) {
    return new CompareJob(
            own.context(),
            CompareSettings.of(a, b).withRawModel("random").withCohort(cohort).withOutputs(outputs))
        .execute();
  }

  private static List<Member> renamed(List<Member> members, String prefix) {
    return members.stream()
        .map(
            one ->
                new Member(
                    prefix + one.id(), prefix + one.recording(), one.speaker(), one.vector()))
        .toList();
  }

  private static List<Member> sorted(List<Member> members) {
    return members.stream().sorted(Comparator.comparing(Member::id)).toList();
  }

  private static double normalized(Member a, Member b, List<Member> cohort, int topN) {
    double score = People.score(a, b);
    return (deviations(score, a, cohort, topN) + deviations(score, b, cohort, topN)) / 2;
  }

  private static double deviations(double score, Member member, List<Member> cohort, int topN) {
    double[] scores =
        cohort.stream()
            .filter(
                other -> !other.recording().equals(member.recording()) || !cohort.contains(member))
            .mapToDouble(other -> People.score(member, other))
            .sorted()
            .toArray();
    double[] best =
        topN == 0 || topN >= scores.length
            ? scores
            : Arrays.copyOfRange(scores, scores.length - topN, scores.length);
    double mean = Arrays.stream(best).average().orElseThrow();
    double square = Arrays.stream(best).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    return (score - mean) / Math.sqrt(square);
  }
}
