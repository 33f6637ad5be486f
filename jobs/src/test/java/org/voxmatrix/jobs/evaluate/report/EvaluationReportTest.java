package org.voxmatrix.jobs.evaluate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.access.Gate;
import org.voxmatrix.access.Reach;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.jobs.evaluate.EvaluateJob;
import org.voxmatrix.jobs.evaluate.EvaluateResult;
import org.voxmatrix.jobs.evaluate.EvaluateSettings;
import org.voxmatrix.jobs.evaluate.TrialChoice;
import org.voxmatrix.jobs.evaluate.evidence.EvidenceTable;
import org.voxmatrix.jobs.evaluate.evidence.ScoredPair;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.jobs.evaluate.evidence.WrittenReport;
import org.voxmatrix.tables.VoxTable;

class EvaluationReportTest {

  @TempDir Path folder;

  private final EvidenceTable evidence = new EvidenceTable(SparkFixture.warehouse());

  @Test
  void theWorstErrorsAreThoseOfEveryPair() {
    List<Member> members = new People(8).of(20, 6);
    String set = People.write(folder, "worst", members);

    List<WorstError> found =
        evidence.errors(evaluate(TrialChoice.ofSets(set, set, "speaker"), 12).runId());

    List<ScoredPair> pairs = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < i; j++) {
        Member a = members.get(i);
        Member b = members.get(j);
        if (!a.recording().equals(b.recording())) {
          boolean target = a.speaker().equals(b.speaker());
          pairs.add(new ScoredPair(target, People.score(a, b), a.id(), b.id()));
        }
      }
    }
    List<WorstError> right = ScoredPair.worst(pairs, 12);
    assertThat(found).hasSize(24);
    for (int i = 0; i < right.size(); i++) {
      WorstError one = found.get(i);
      assertThat(one.kind()).isEqualTo(right.get(i).kind());
      assertThat(one.place()).isEqualTo(right.get(i).place());
      assertThat(one.score()).isCloseTo(right.get(i).score(), within(1e-6));
      assertThat(List.of(one.idA(), one.idB()))
          .containsExactlyInAnyOrder(right.get(i).idA(), right.get(i).idB());
    }
  }

  /** The same trials by three ways, the last two with scores in float64. */
  @Test
  void theWorstOfListsAndScoresAreTheSame() throws IOException {
    List<Member> members = new People(9).of(10, 4);
    String set = People.write(folder, "listed", members);
    StringBuilder list = new StringBuilder();
    StringBuilder scores = new StringBuilder();
    for (int i = 0; i < members.size(); i++) {
      for (int j = 0; j < i; j++) {
        Member a = members.get(i);
        Member b = members.get(j);
        String word = a.speaker().equals(b.speaker()) ? "target" : "nontarget";
        list.append("%s %s %s%n".formatted(a.id(), b.id(), word));
        scores.append("%s %s %s%n".formatted(a.id(), b.id(), People.score(a, b)));
      }
    }
    String trials = Files.writeString(folder.resolve("trials.txt"), list).toString();
    String file = Files.writeString(folder.resolve("scores.txt"), scores).toString();

    List<WorstError> listed =
        evidence.errors(evaluate(TrialChoice.ofList(set, set, trials), 5).runId());
    List<WorstError> given =
        evidence.errors(evaluate(new TrialChoice(null, null, file, null, trials, null), 5).runId());

    assertThat(listed).hasSize(10).isEqualTo(given);
    assertThat(given)
        .filteredOn(error -> error.kind() == WorstError.Kind.FALSE_ALARM)
        .isSortedAccordingTo(Comparator.comparing(WorstError::score).reversed());
  }

  @Test
  void aReportHasFiguresChartsAndIdsAndIsNoted() throws IOException {
    String evaluation = given("<b>one#0", 2);
    Path page = folder.resolve("report.html");
    Path plots = folder.resolve("plots");
    ReportFiles files = new ReportFiles(page, plots);
    files.check();

    files.write(SparkFixture.warehouse(), report(evaluation), ErrorAudio.NONE);

    String html = Files.readString(page);
    assertThat(html)
        .contains("<dt>EER</dt><dd class=\"value\">12.5 %</dd>")
        .contains("<td class=\"id\">&lt;b&gt;one#0</td>")
        .contains("holds ids of recordings: personal data")
        .doesNotContain("<b>one")
        .doesNotContain("<audio");
    assertThat(html.split("<svg ", -1)).hasSize(5);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(page)))
        .isEqualTo("rw-------");
    assertThat(evidence.personalReports())
        .filteredOn(report -> report.runId().equals(evaluation))
        .extracting(WrittenReport::path)
        .containsExactly(page.toString());
    for (String plot : List.of("det", "histogram", "tippett", "calibration")) {
      assertThat(Files.readString(plots.resolve(plot + ".svg")))
          .contains("</text>")
          .doesNotContain("var(");
      BufferedImage image = ImageIO.read(plots.resolve(plot + ".png").toFile());
      assertThat(image.getWidth()).isEqualTo(880);
    }
    files.check(); // A report may be replaced.
  }

  @Test
  void withoutErrorsNothingIsPersonal() throws IOException {
    String evaluation = given("two#0", 0);
    Path page = folder.resolve("plain.html");

    new ReportFiles(page, null)
        .write(SparkFixture.warehouse(), report(evaluation), ErrorAudio.NONE);

    assertThat(Files.readString(page)).doesNotContain("two#0").doesNotContain("role=\"note\"");
    assertThat(evidence.personalReports())
        .extracting(WrittenReport::runId)
        .doesNotContain(evaluation);
  }

  /** A channel of a stereo file; one recording is not there, and one in no table. */
  @Test
  void voicesAreThoseOfTheErrors() throws Exception {
    short[] right = {0, 8_000, -8_000, 32_767, -32_768, 5, -5, 0};
    short[] stereo = new short[2 * right.length];
    for (int i = 0; i < right.length; i++) {
      stereo[2 * i + 1] = right[i];
    }
    Path file = folder.resolve("voice.wav");
    AudioSystem.write(
        new AudioInputStream(
            new ByteArrayInputStream(bytes(stereo)),
            new AudioFormat(16_000, 16, 2, true, false),
            right.length),
        AudioFileFormat.Type.WAVE,
        file.toFile());
    String evaluation = given("heard#1", 1);
    for (String id : List.of("heard#1", "other0")) {
      TableRows.add(
          SparkFixture.warehouse(),
          VoxTable.VOICEPRINTS,
          Map.of(
              "id",
              id,
              "channel_number",
              1,
              "uri",
              id.equals("heard#1")
                  ? file.toUri().toString()
                  : folder.resolve("no.wav").toString()));
    }

    ErrorAudio audio =
        ErrorAudio.of(
            SparkFixture.warehouse(),
            report(evaluation).errors(),
            Gate.of(List.of(), Reach.DEFAULT, new Configuration()),
            new Configuration());
    Path page = folder.resolve("heard.html");
    new ReportFiles(page, null).write(SparkFixture.warehouse(), report(evaluation), audio);

    assertThat(audio.missing()).isEqualTo(2);
    assertThat(audio.uris()).containsOnlyKeys("heard#1");
    byte[] wav =
        Base64.getDecoder()
            .decode(audio.uris().get("heard#1").substring("data:audio/wav;base64,".length()));
    AudioInputStream heard = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav));
    assertThat(heard.getFormat().getChannels()).isEqualTo(1);
    assertThat(heard.readAllBytes()).isEqualTo(bytes(right));
    assertThat(Files.readString(page)).contains("ids and voices").contains("<audio controls");
  }

  private static byte[] bytes(short... samples) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }

  @Test
  void whatIsNoReportIsNotReplaced() throws IOException {
    Path other = Files.writeString(folder.resolve("thesis.html"), "<html>");

    assertThatThrownBy(() -> new ReportFiles(other, null).check())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("thesis.html is there and no report");
    assertThatThrownBy(() -> new ReportFiles(folder.resolve("none/a.html"), null).check())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("is not there or may not be written");
    assertThatThrownBy(() -> new ReportFiles(folder, null).check())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> report("7a0e5b1c-0000-4000-8000-00000000000a"))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("There is no evaluation of that id");
  }

  private static EvaluationReport report(String evaluation) {
    return EvaluationReport.of(SparkFixture.warehouse(), evaluation);
  }

  /** Four target and four non-target trials, of each of which one is on the wrong side. */
  private String given(String id, int worst) throws IOException {
    StringBuilder scores = new StringBuilder();
    StringBuilder trials = new StringBuilder();
    double[] values = {1, 5, 6, 7, -7, -6, -5, 2};
    for (int i = 0; i < values.length; i++) {
      scores.append("%s other%d %s%n".formatted(id, i, values[i]));
      trials.append("%s other%d %s%n".formatted(id, i, i < 4 ? "target" : "nontarget"));
    }
    String file = Files.writeString(folder.resolve("s.txt"), scores).toString();
    String list = Files.writeString(folder.resolve("t.txt"), trials).toString();
    return evaluate(new TrialChoice(null, null, file, null, list, null), worst).runId();
  }

  private static EvaluateResult evaluate(TrialChoice choice, int worst) {
    return new EvaluateJob(
            SparkFixture.context(),
            EvaluateSettings.of(choice)
                .withRawModel(choice.scores() == null ? "random" : null)
                .withWorst(worst))
        .execute();
  }
}
