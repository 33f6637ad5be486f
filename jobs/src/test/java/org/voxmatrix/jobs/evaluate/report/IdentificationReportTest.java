package org.voxmatrix.jobs.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.jobs.evaluate.evidence.EvidenceTable;
import org.voxmatrix.jobs.evaluate.openset.OpenSetJob;
import org.voxmatrix.jobs.evaluate.openset.OpenSetPoint;
import org.voxmatrix.jobs.evaluate.openset.OpenSetSettings;

class IdentificationReportTest extends InOwnWarehouse {

  /** Of the stranger carl, one of three people of the gallery scores 0.6, and another 0.3. */
  private static final String SCORES =
      """
      anna call-1 0.9
      ben call-1 0.2
      dora call-1 0.1
      anna call-2 0.7
      ben call-2 0.65
      dora call-2 0.3
      anna call-3 0.3
      ben call-3 0.6
      dora call-3 0.1
      """;

  private static final String LABELS =
      "anna anna\nben ben\ndora dora\ncall-1 anna\ncall-2 ben\ncall-3 carl\n";

  @Test
  void ratesAreDrawnAgainstTheGallery() throws IOException {
    String run = evaluate(List.of(0.5), 0.34);
    Path page = folder.resolve("report.html");
    Path plots = folder.resolve("plots");

    Report report = Reports.of(warehouse, run);
    new ReportFiles(page, plots).write(warehouse, report, ErrorAudio.NONE);

    String html = Files.readString(page);
    // Of three, carl is taken for ben. Both of the known reach 0.5, but anna has ben's call.
    assertThat(html)
        .contains("<h1>Evaluation of identification</h1>")
        .contains("<dt>FPIR</dt><dd class=\"value\">100 %</dd>")
        .contains("of 3 people, at 0.5000")
        .contains("<dt>FNIR</dt><dd class=\"value\">50 %</dd>")
        .contains("<h2>Error rates at threshold 0.5000</h2>")
        .contains("people in the gallery")
        // Of one person drawn from three it is ben in a third of the cases.
        .containsPattern("1 person</th><td>33.3 %<br><span class=\"range\">0 % missed")
        .containsPattern("2 people</th><td>66.7 %<br><span class=\"range\">25 % missed")
        .doesNotContain("personal data")
        .doesNotContain("anna");
    assertThat(html.split("<svg ", -1)).hasSize(5);
    for (String plot : List.of("gallery", "misses", "thresholds", "ranks")) {
      assertThat(Files.readString(plots.resolve(plot + ".svg")))
          .contains("people in the gallery</text>");
      assertThat(plots.resolve(plot + ".png")).isNotEmptyFile();
    }
    assertThat(new EvidenceTable(warehouse).personalReports()).isEmpty();
  }

  /** Each size has its place: half of a tenfold is less than half of the way. */
  @Test
  void withoutAThresholdOneIsDrawnAllTheSame() throws IOException {
    String run = evaluate(List.of());

    IdentificationReport report = IdentificationReport.of(warehouse, run).orElseThrow();

    // The lowest that takes carl for one person in ten at most: above what ben scores.
    assertThat(report.points())
        .filteredOn(point -> point.kind() == OpenSetPoint.Kind.THRESHOLD)
        .isEmpty();
    assertThat(report.figures()).extracting(one -> one.chart().name()).doesNotContain("gallery");
    String other = evaluate(List.of(), 0.34);
    assertThat(IdentificationReport.of(warehouse, other).orElseThrow().points())
        .filteredOn(point -> point.kind() == OpenSetPoint.Kind.THRESHOLD)
        .allMatch(point -> point.threshold() == 0.6)
        .extracting(OpenSetPoint::gallery)
        .containsExactly(1, 2, 3);
  }

  @Test
  void whatIsThereOfNeitherKindIsNotFound() {
    assertThatThrownBy(() -> Reports.of(warehouse, UUID.randomUUID().toString()))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("no evaluation of that id");
  }

  private String evaluate(List<Double> thresholds, double... rate) throws IOException {
    String scores = Files.writeString(folder.resolve("scores.txt"), SCORES).toString();
    String labels = Files.writeString(folder.resolve("labels.txt"), LABELS).toString();
    return new OpenSetJob(
            own.context(),
            new OpenSetSettings(
                scores, labels, List.of(), thresholds, List.of(rate.length > 0 ? rate[0] : 0.1)))
        .execute()
        .runId();
  }
}
