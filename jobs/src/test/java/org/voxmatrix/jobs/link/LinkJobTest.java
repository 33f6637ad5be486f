package org.voxmatrix.jobs.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.jobs.calibrate.CalibrateJob;
import org.voxmatrix.jobs.calibrate.CalibrateSettings;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.cohort.CohortChoice;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import org.voxmatrix.jobs.link.cluster.BruteForce;
import org.voxmatrix.jobs.link.cluster.Linkage;
import org.voxmatrix.score.Calibration;

/** People against agglomerative clustering of the whole set by brute force. */
class LinkJobTest extends LinkTests {

  private final People people = new People(8);

  @ParameterizedTest
  @CsvSource({"AVERAGE, 0.3, 84", "COMPLETE, 0.3, 84", "AVERAGE, 0.05, 60"})
  void peopleAreThoseOfTheWholeSet(Linkage linkage, double threshold, int count) {
    List<Member> members = people.of(12, 7).subList(0, count);
    String set = People.write(folder, "set", members);

    LinkResult result = link(settings(set, threshold).withLinkage(linkage));

    Set<Set<String>> expected =
        groups(members, (i, j) -> People.score(members.get(i), members.get(j)), linkage, threshold);
    assertThat(people(result)).isEqualTo(expected);
    assertThat(expected).hasSizeGreaterThan(3).hasSizeLessThan(count);
    LinkRow found = result.found();
    assertThat(found.voiceprints()).isEqualTo(count);
    assertThat(found.people()).isEqualTo(expected.size());
    assertThat(found.peopleOfOne()).isEqualTo(sizes(expected).filter(size -> size == 1).count());
    assertThat(found.largest()).isEqualTo(sizes(expected).max().orElseThrow());
    assertThat(found.scoreKind()).isEqualTo("cosine");
  }

  /** By the scores in float64 that the comparison itself gives all pairs. */
  @ParameterizedTest
  @CsvSource({"AVERAGE", "COMPLETE"})
  void peopleByNormalizedScores(Linkage linkage) {
    List<Member> members = people.of(14, 4);
    String set = People.write(folder, "normalized", members);
    CohortChoice cohort = new CohortChoice(CohortChoice.OWN, 20);
    String all =
        new CompareJob(
                own.context(),
                CompareSettings.of(set, set)
                    .withRawModel("random")
                    .withCohort(cohort)
                    .withOutputs(new Outputs(false, -1000, 0, Outputs.Of.ROWS)))
            .execute()
            .runId();
    Map<String, Double> scores = new HashMap<>();
    for (Row hit :
        own.spark()
            .sql("SELECT id_a, id_b, score FROM vox.main.hits WHERE run_id = '%s'".formatted(all))
            .collectAsList()) {
      scores.put(hit.getString(0) + " " + hit.getString(1), hit.getDouble(2));
      scores.put(hit.getString(1) + " " + hit.getString(0), hit.getDouble(2));
    }
    assertThat(scores).hasSize(56 * 55);

    LinkResult result = link(settings(set, 1).withCohort(cohort).withLinkage(linkage));

    assertThat(people(result))
        .isEqualTo(
            groups(
                members,
                (i, j) -> scores.get(members.get(i).id() + " " + members.get(j).id()),
                linkage,
                1));
    assertThat(result.found().scoreKind()).isEqualTo("as-norm(own,20)");
    assertThat(result.found().people()).isBetween(5L, 50L);
  }

  @Test
  void peopleByLogLikelihoodRatios() {
    List<Member> members = people.of(20, 4);
    String set = People.write(folder, "calibrated", members);
    Calibration calibration =
        new CalibrateJob(
                own.context(),
                CalibrateSettings.of(
                    EvaluateSettings.of(TrialChoice.ofSets(set, set, "speaker"))
                        .withRawModel("random")))
            .execute()
            .calibration();

    LinkResult result = link(settings(set, 0.5).withCalibration("latest"));

    assertThat(people(result))
        .isEqualTo(
            groups(
                members,
                (i, j) -> calibration.ratio(People.score(members.get(i), members.get(j))),
                Linkage.AVERAGE,
                0.5));
    assertThat(result.found().scoreKind()).isEqualTo("llr");
    assertThat(result.found().people()).isBetween(10L, 70L);
  }

  /** Rows in any order, in one partition or many, in one wave or many. */
  @Test
  void orderAndPartitionsDoNotMatter() {
    List<Member> members = people.of(15, 6);
    List<Member> shuffled = new ArrayList<>(members);
    Collections.shuffle(shuffled, new Random(2));
    String set = People.write(folder, "ordered", members);
    String other = folder.resolve("shuffled").toString();
    own.spark()
        .read()
        .parquet(People.write(folder, "unordered", shuffled))
        .repartition(9)
        .write()
        .parquet(other);

    LinkResult one = link(settings(set, 0.55));
    own.spark().conf().set("spark.sql.shuffle.partitions", "13");
    own.spark().conf().set("spark.sql.adaptive.enabled", "false");
    LinkResult two = link(settings(other, 0.55).withFormer("none"));

    assertThat(two.runId()).isNotEqualTo(one.runId());
    String members1 =
        "SELECT p.medoid_id, p.voiceprints, p.lowest_score, p.mean_score, m.id, m.mean_score FROM"
            + " %1$s.people p JOIN %1$s.people_members m USING (run_id, person_id)"
            + " WHERE p.run_id = '%2$s'";
    String bridges =
        "SELECT kind, id_a, id_b, score, voiceprints FROM %1$s.people_bridges WHERE run_id = '%2$s'";
    assertThat(texts(members1, two)).hasSize(90).isEqualTo(texts(members1, one));
    assertThat(texts(bridges, two)).isNotEmpty().isEqualTo(texts(bridges, one));
  }

  private static LinkSettings settings(String set, double threshold) {
    return LinkSettings.of(set, threshold).withRawModel("random").withFormer("none");
  }

  private static LongStream sizes(Set<Set<String>> groups) {
    return groups.stream().mapToLong(Set::size);
  }

  private static Set<Set<String>> groups(
      List<Member> members, BruteForce.Score score, Linkage linkage, double threshold) {
    return BruteForce.groups(members.size(), score, linkage, threshold).stream()
        .map(group -> group.stream().map(i -> members.get(i).id()).collect(Collectors.toSet()))
        .collect(Collectors.toSet());
  }
}
