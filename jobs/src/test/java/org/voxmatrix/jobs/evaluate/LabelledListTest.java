package org.voxmatrix.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.compare.CompareJob;
import org.voxmatrix.jobs.compare.CompareSettings;

/** Lists of trials of which the speakers are known, too. */
class LabelledListTest {

  private static final String LIST =
      """
      r0-0#0 r0-2#0 target
      r0-0#0 r1-0#0 nontarget
      r1-0#0 r1-2#0 target
      r2-0#0 r2-2#0 target
      r2-0#0 r1-2#0 nontarget
      """;

  @TempDir Path folder;

  private final List<Member> members = new People(51).of(3, 4);

  /** Of a set, of its matrix, and of a file of its scores. */
  private List<TrialChoice> choices(String list, String labels) throws IOException {
    String set = People.write(folder, "set" + System.nanoTime(), members);
    String run =
        new CompareJob(SparkFixture.context(), CompareSettings.of(set, set).withRawModel("random"))
            .execute()
            .runId();
    StringBuilder scores = new StringBuilder();
    for (Member a : members) {
      for (Member b : members) {
        scores.append("%s %s %s%n".formatted(a.id(), b.id(), People.score(a, b)));
      }
    }
    String trials = file("list.txt", list);
    String speakers = file("utt2spk.txt", labels);
    return List.of(
        new TrialChoice(set, set, null, speakers, trials, null),
        new TrialChoice(null, null, "run:" + run, speakers, trials, null),
        new TrialChoice(null, null, file("scores.txt", scores.toString()), speakers, trials, null));
  }

  private String labels() {
    StringBuilder labels = new StringBuilder();
    members.forEach(one -> labels.append("%s %s%n".formatted(one.recording(), one.speaker())));
    return labels.toString();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void labelsSayWhoSpeaks() throws IOException {
    for (TrialChoice choice : choices(LIST, labels())) {
      EvaluateResult result = evaluate(choice, false);

      assertThat(result.evaluation().targets()).isEqualTo(3);
      assertThat(result.evaluation().nonTargets()).isEqualTo(2);
      assertThat(result.evaluation().speakers()).isEqualTo(3);
    }
  }

  @Test
  void aListThatContradictsTheLabelsIsRefusedWithItsLine() throws IOException {
    String target = LIST.replace("r0-0#0 r1-0#0 nontarget", "r0-0#0 r1-0#0 target");
    for (TrialChoice choice : choices(target, labels())) {
      assertThatThrownBy(() -> evaluate(choice, false))
          .isInstanceOfSatisfying(
              RequestException.class,
              e -> assertThat(e.detail().get(0).type()).isEqualTo("trials.contradicted"))
          .hasMessageContaining("Line 2 of the trial list says target")
          .hasMessageContaining("two speakers");
    }
    String nonTarget =
        "enroll,test,label\n" + LIST.replace(' ', ',').replace("r1-2#0,target", "r1-2#0,nontarget");
    for (TrialChoice choice : choices(nonTarget, labels())) {
      assertThatThrownBy(() -> evaluate(choice, false))
          .hasMessageContaining("Line 4 of the trial list says nontarget")
          .hasMessageContaining("one speaker");
    }
  }

  @Test
  void trialsWithoutSpeakersAreRefusedOrMissing() throws IOException {
    String some = labels().replaceAll("r2-0 s2\n", "");
    for (TrialChoice choice : choices(LIST, some)) {
      assertThatThrownBy(() -> evaluate(choice, false))
          .isInstanceOfSatisfying(
              RequestException.class,
              e -> assertThat(e.detail().get(0).type()).isEqualTo(Fault.TRIALS_UNLABELLED.type()))
          .hasMessageContaining("2 trials of the list have a side without a speaker");
      EvaluateResult result = evaluate(choice, true);
      assertThat(result.evaluation().targets()).isEqualTo(2);
      assertThat(result.evaluation().nonTargets()).isEqualTo(1);
      // Of the matrix and the file, scores that are of no trial, too.
      assertThat(result.evaluation().missing()).isGreaterThanOrEqualTo(2);
      assertThat(result.evaluation().speakers()).isEqualTo(2);
    }
  }

  @Test
  void whatContradictsItselfIsRefused() {
    assertThatThrownBy(() -> new TrialChoice("a", "a", "scores.csv", null, "t.txt", null))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("both for a run's matrix alone");
    assertThatThrownBy(() -> new TrialChoice("a", "a", null, "speaker", "t.txt", "session"))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("leave it out here");
    String run = "run:3fa85f64-5717-4562-b3fc-2c963f66afa6";
    assertThatThrownBy(
            () ->
                new EvaluateJob(
                        SparkFixture.context(),
                        EvaluateSettings.of(
                                new TrialChoice(null, null, run, "utt2spk.txt", null, null))
                            .withBy(List.of("sex")))
                    .execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("name the sets that it compared by a and b");
  }

  private static EvaluateResult evaluate(TrialChoice choice, boolean skipBad) {
    return new EvaluateJob(
            SparkFixture.context(),
            EvaluateSettings.of(choice)
                .withSkipBad(skipBad)
                .withRawModel(choice.scores() == null ? "random" : null))
        .execute();
  }
}
