package org.voxmatrix.jobs.evaluate.openset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.status.TaskDocument;
import org.voxmatrix.ledger.RunPart;

class OpenSetJobTest extends InOwnWarehouse {

  /** Two people, each with two entries, and three probes: of each of them, and of a stranger. */
  private static final String SCORES =
      """
      anna-1 call-1 0.9
      anna-2 call-1 0.4
      ben-1 call-1 0.2
      ben-2 call-1 0.5
      anna-1 call-2 0.7
      anna-2 call-2 0.1
      ben-1 call-2 0.6
      ben-2 call-2 0.3
      anna-1 call-3 0.3
      anna-2 call-3 0.45
      ben-1 call-3 0.1
      ben-2 call-3 0.8
      """;

  private static final String LABELS =
      "anna-1 anna\nanna-2 anna\nben-1 ben\nben-2 ben\ncall-1 anna\ncall-2 ben\ncall-3 carl\n";

  @Test
  void scoresOfAnotherSystem() throws IOException {
    OpenSetJob.Result result = evaluate(SCORES, LABELS, List.of(1, 2), List.of(0.5), List.of(0.0));

    // A gallery of one: carl is taken for ben, not for anna; both of the others reach 0.5.
    assertThat(point(result, 1, OpenSetPoint.Kind.THRESHOLD))
        .satisfies(point -> rates(point, 0.5, 0.0));
    // Of both: ben's call is more like anna.
    assertThat(point(result, 2, OpenSetPoint.Kind.THRESHOLD))
        .satisfies(point -> rates(point, 1.0, 0.5));
    assertThat(point(result, 2, OpenSetPoint.Kind.RANK).falseNegativeRate()).isEqualTo(0.5);
    assertThat(point(result, 2, OpenSetPoint.Kind.FALSE_POSITIVE_RATE).threshold()).isNull();
    OpenSetPoint first = result.points().get(0);
    assertThat(List.of(first.people(), first.known(), first.strangers())).containsExactly(2, 2, 1);
    assertThat(first.leftOut()).isFalse();

    JsonNode document =
        new TaskDocument(warehouse).of(RunPart.TASK.of(result.runId())).get("result");
    assertThat(document.get("strangers").asInt()).isEqualTo(1);
    assertThat(document.at("/points/0/kind").asText()).isEqualTo("false_positive_rate");
    assertThat(document.get("points")).hasSize(result.points().size());
  }

  /** Of a set with itself, each person is left out of the gallery in turn. */
  @Test
  void theMatrixOfASetWithItself() throws IOException {
    List<Member> members = new People(4).of(8, 3);
    String set = People.write(folder, "set", members);
    String run =
        new CompareJob(own.context(), CompareSettings.of(set, set).withRawModel("random"))
            .execute()
            .runId();
    StringBuilder labels = new StringBuilder();
    members.forEach(one -> labels.append(one.id()).append(' ').append(one.speaker()).append('\n'));
    double threshold = 0.5;
    OpenSetJob.Result result =
        evaluate("run:" + run, labels.toString(), List.of(7), List.of(threshold), List.of(0.1));

    double positives = 0;
    double negatives = 0;
    for (Member probe : members) {
      double own = -1;
      double best = -1;
      for (Member other : members) {
        if (!other.id().equals(probe.id())) {
          double score = People.score(probe, other);
          if (other.speaker().equals(probe.speaker())) {
            own = Math.max(own, score);
          } else {
            best = Math.max(best, score);
          }
        }
      }
      positives += best >= threshold ? 1.0 / members.size() : 0;
      // Of seven others, six are in a gallery of seven with one's own.
      double outranked = own < threshold ? 1 : 0;
      negatives += outranked / members.size();
      assertThat(own).isNotEqualTo(best);
    }
    OpenSetPoint point = point(result, 7, OpenSetPoint.Kind.THRESHOLD);
    assertThat(point.leftOut()).isTrue();
    assertThat(point.strangers()).isEqualTo(members.size());
    assertThat(point.known()).isEqualTo(members.size());
    assertThat(point.falsePositiveRate()).isCloseTo(positives, within(1e-12));
    assertThat(point.falseNegativeRate()).isGreaterThanOrEqualTo(negatives - 1e-12);
    assertThat(point(result, 7, OpenSetPoint.Kind.FALSE_POSITIVE_RATE).falsePositiveRate())
        .isLessThanOrEqualTo(0.1);
  }

  @Test
  void whatCannotBeEvaluatedIsRefused() throws IOException {
    assertRefused(
        SCORES.replace("ben-2 call-2 0.3\n", "").replace("ben-1 call-2 0.6\n", ""),
        LABELS,
        "no score with 1 of");
    assertRefused(SCORES, LABELS.replace("call-3 carl\n", ""), "has no person in the labels");
    assertRefused(SCORES.replace("0.45", "nan"), LABELS, "Line 10 of the scores has no number");
    assertThatThrownBy(() -> evaluate(SCORES, LABELS, List.of(3), List.of(), List.of(0.1)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("gallery of 3 people");
    assertThatThrownBy(() -> evaluate(SCORES, LABELS, List.of(0), List.of(), List.of(0.1)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("gallery");
    assertThatThrownBy(
            () -> new OpenSetSettings("s.txt", "speaker", List.of(), List.of(), List.of()))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("must be a file");

    String set = People.write(folder, "few", new People(4).of(3, 2));
    String hits =
        new CompareJob(
                own.context(),
                CompareSettings.of(set, set)
                    .withRawModel("random")
                    .withOutputs(new Outputs(false, 0.5, 0, Outputs.Of.ROWS)))
            .execute()
            .runId();
    assertRefused("run:" + hits, LABELS, "no score matrix");
  }

  private void assertRefused(String scores, String labels, String message) {
    assertThatThrownBy(() -> evaluate(scores, labels, List.of(), List.of(), List.of(0.1)))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining(message);
  }

  private static void rates(OpenSetPoint point, double positives, double negatives) {
    assertThat(point.falsePositiveRate()).isCloseTo(positives, within(1e-12));
    assertThat(point.falseNegativeRate()).isCloseTo(negatives, within(1e-12));
  }

  private static OpenSetPoint point(OpenSetJob.Result result, int gallery, OpenSetPoint.Kind kind) {
    return result.points().stream()
        .filter(point -> point.gallery() == gallery && point.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private OpenSetJob.Result evaluate(
      String scores,
      String labels,
      List<Integer> galleries,
      List<Double> thresholds,
      List<Double> rates)
      throws IOException {
    String given = scores.startsWith("run:") ? scores : file("scores.txt", scores);
    return new OpenSetJob(
            own.context(),
            new OpenSetSettings(given, file("labels.txt", labels), galleries, thresholds, rates))
        .execute();
  }

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }
}
