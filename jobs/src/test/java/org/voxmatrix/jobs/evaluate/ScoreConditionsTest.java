package org.voxmatrix.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.evaluate.metric.MeasuredMetric;
import org.voxmatrix.jobs.evaluate.metric.Metric;

/** Files of scores by condition, and with speakers. */
class ScoreConditionsTest {

  @TempDir Path folder;

  /** EVALITA 2009, by ROCAnalysis.jl. */
  @Test
  @Tag("slow")
  @Tag("references")
  void publishedRatesOfMenAndWomen() throws IOException {
    Path published = Path.of(System.getProperty("voxmatrix.references"), "ru.2009.table.gz");
    Path scores = folder.resolve("ru.2009.table");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(published))) {
      Files.copy(in, scores);
    }

    EvaluateResult result = evaluate(scores, null, List.of("gender"));

    assertThat(result.evaluation().eer()).isCloseTo(0.0773850903, within(1e-10));
    List<MeasuredMetric> rates = result.metrics().ofConditions(Metric.Kind.EER);
    assertThat(rates).extracting(MeasuredMetric::condition).containsExactly("f", "m");
    assertThat(rates.stream().mapToDouble(MeasuredMetric::value).sorted().toArray())
        .containsExactly(new double[] {0.0747760, 0.0751542}, within(1e-7));
    assertThat(rates)
        .extracting(rate -> rate.targets() + rate.nonTargets())
        .containsOnly(12_420L, 12_432L);
    assertThat(rates).allMatch(rate -> rate.low() == null);
  }

  @Test
  void aColumnOfTheFileTellsTrialsApart() throws IOException {
    Path scores =
        Files.writeString(
            folder.resolve("scores.tsv"),
            "\"score\"\t\"label\"\t\"Room\"\n"
                + "2\ttarget\t\"b\"\n3\ttarget\t\"b\"\n1\tnontarget\t\"b\"\n2.5\tnontarget\tb\n"
                + "5\ttarget\t\"a\"\n4\tnontarget\ta\n0\tnontarget\t\n");

    EvaluateResult result = evaluate(scores, null, List.of("room"));

    List<MeasuredMetric> rates = result.metrics().ofConditions(Metric.Kind.EER);
    assertThat(rates).extracting(MeasuredMetric::condition).containsExactly("a", "b", "unknown");
    assertThat(rates).extracting(MeasuredMetric::targets).containsExactly(1L, 2L, 0L);
    assertThat(rates.get(0).value()).isZero();
    // Hull from (1, 0) by (1/2, 0), (0, 1/2): misses and false alarms meet at a quarter.
    assertThat(rates.get(1).value()).isCloseTo(0.25, within(1e-12));
    assertThat(rates.get(2).value()).isNull();
    assertThat(result.metrics().intervals(null)).isEqualTo("none: the speakers are not known");
    assertThatThrownBy(() -> evaluate(scores, null, List.of("age")))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("has no column age");
  }

  /** The same pairs as those of the set: its intervals, but for the order of the speakers. */
  @Test
  void withSpeakersScoresHaveIntervals() throws IOException {
    List<Member> members = new People(41).of(25, 5);
    String set = People.write(folder, "set", members);
    StringBuilder scores = new StringBuilder();
    StringBuilder labels = new StringBuilder();
    for (int i = 0; i < members.size(); i++) {
      Member a = members.get(i);
      labels.append("%s %s%n".formatted(a.id(), a.speaker()));
      for (int j = 0; j < i; j++) {
        if (!a.recording().equals(members.get(j).recording())) {
          scores.append(
              "%s %s %s%n".formatted(a.id(), members.get(j).id(), People.score(a, members.get(j))));
        }
      }
    }
    Path file = Files.writeString(folder.resolve("scores.txt"), scores);
    String speakers = Files.writeString(folder.resolve("utt2spk.txt"), labels).toString();

    EvaluateResult given = evaluate(file, speakers, List.of());
    EvaluateResult sets =
        new EvaluateJob(
                SparkFixture.context(),
                EvaluateSettings.of(TrialChoice.ofSets(set, set, "speaker")).withRawModel("random"))
            .execute();

    assertThat(given.evaluation().speakers()).isEqualTo(25);
    MeasuredMetric one = given.metrics().withInterval(Metric.Kind.EER, null).orElseThrow();
    MeasuredMetric other = sets.metrics().withInterval(Metric.Kind.EER, null).orElseThrow();
    assertThat(one.value()).isCloseTo(other.value(), within(1e-9));
    double width = other.high() - other.low();
    assertThat(one.low()).isCloseTo(other.low(), within(0.1 * width));
    assertThat(one.high()).isCloseTo(other.high(), within(0.1 * width));
  }

  private static EvaluateResult evaluate(Path scores, String labels, List<String> by) {
    return new EvaluateJob(
            SparkFixture.context(),
            EvaluateSettings.of(new TrialChoice(null, null, scores.toString(), labels, null, null))
                .withBy(by))
        .execute();
  }
}
