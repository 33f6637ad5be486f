package org.voxmatrix.jobs.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SaveMode;
import org.junit.jupiter.api.Test;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.export.ExportJob;
import org.voxmatrix.jobs.export.ExportSettings;
import org.voxmatrix.jobs.link.cluster.Linkage;
import org.voxmatrix.jobs.status.RunDocument;
import org.voxmatrix.jobs.status.TaskDocument;
import org.voxmatrix.ledger.RunPart;

/** What is told of people, on voiceprints whose scores can be seen. */
class LinkedPeopleTest extends LinkTests {

  private static final String MEMBERS =
      "SELECT id, recording_id, label, copy_of FROM %1$s.people_members WHERE run_id = '%2$s'";
  private static final String PEOPLE =
      "SELECT medoid_id, voiceprints, recordings, copies, label, labels, cut FROM %1$s.people"
          + " WHERE run_id = '%2$s'";
  private static final String BRIDGES =
      "SELECT b.kind, b.id_a, b.id_b, b.voiceprints, b.person_a <=> b.person_b FROM"
          + " %1$s.people_bridges b WHERE run_id = '%2$s'";

  /** Two groups of three that one pair of 9 degrees holds together. */
  private static final Angle[] CHAIN = {
    Angle.of("a1", 0),
    Angle.of("a2", 1),
    Angle.of("a3", 2),
    Angle.of("b1", 11),
    Angle.of("b2", 12),
    Angle.of("b3", 13)
  };

  @Test
  void aPairThatAloneJoinsTwoGroups() {
    String set = set("chain", CHAIN);

    LinkResult complete = link(within(9.5, set).withLinkage(Linkage.COMPLETE));
    LinkResult average = link(within(11.5, set));

    assertThat(people(complete))
        .containsExactlyInAnyOrder(Set.of("a1", "a2", "a3"), Set.of("b1", "b2", "b3"));
    assertThat(texts(BRIDGES, complete))
        .containsExactly(
            "[pair,a3,b1,3,false]", "[voiceprint,a3,null,2,false]", "[voiceprint,b1,null,2,false]");
    assertThat(complete.found().bridges()).isEqualTo(3);
    // Within 11.5 degrees there are six pairs between the two.
    assertThat(people(average)).containsExactly(Set.of("a1", "a2", "a3", "b1", "b2", "b3"));
    assertThat(texts(BRIDGES, average)).isEmpty();
  }

  @Test
  void theMedoidIsInTheMiddle() {
    LinkResult result = link(within(15, set("chain", CHAIN)));

    // Distances of a3: 1 2 9 10 11; of b1 the same mirrored; the first of equals by cosine wins.
    String medoid =
        rows("SELECT medoid_id FROM %1$s.people WHERE run_id = '%2$s'", result).get(0).getString(0);
    assertThat(medoid).isIn("a3", "b1");
    String best =
        rows(
                "SELECT id FROM %1$s.people_members WHERE run_id = '%2$s'"
                    + " ORDER BY mean_score DESC, id LIMIT 1",
                result)
            .get(0)
            .getString(0);
    assertThat(medoid).isEqualTo(best);
    double mean =
        rows("SELECT mean_score FROM %1$s.people WHERE run_id = '%2$s'", result)
            .get(0)
            .getDouble(0);
    double ofMembers =
        rows("SELECT avg(mean_score) FROM %1$s.people_members WHERE run_id = '%2$s'", result)
            .get(0)
            .getDouble(0);
    assertThat(mean).isCloseTo(ofMembers, org.assertj.core.api.Assertions.within(1e-12));
    double lowest =
        rows("SELECT lowest_score FROM %1$s.people WHERE run_id = '%2$s'", result)
            .get(0)
            .getDouble(0);
    assertThat(lowest)
        .isCloseTo(Math.cos(Math.toRadians(13)), org.assertj.core.api.Assertions.within(1e-7));
  }

  /** 8 degrees are a cosine of 0.990: a copy for up to 10 seconds, where lengths agree. */
  @Test
  void copiesAreToldFromOtherRecordings() {
    String set =
        set(
            "copies",
            Angle.of("a#0", 0).ofSeconds(5),
            Angle.of("b#0", 7.5).ofSeconds(5.02),
            Angle.of("c#0", 7.5).ofSeconds(6),
            Angle.of("c#1", 60).ofSeconds(6),
            Angle.of("d#0", 100).ofSeconds(200),
            Angle.of("e#0", 107).ofSeconds(200));

    LinkResult result = link(within(20, set));

    assertThat(texts(MEMBERS, result))
        .containsExactly(
            "[a#0,a,null,null]",
            "[b#0,b,null,a#0]",
            "[c#0,c,null,null]",
            "[c#1,c,null,null]",
            "[d#0,d,null,null]",
            "[e#0,e,null,null]");
    assertThat(texts(PEOPLE, result))
        .containsExactly(
            "[a#0,3,2,1,null,0,false]", "[c#1,1,1,0,null,0,false]", "[d#0,2,2,0,null,0,false]");
    assertThat(result.found().copies()).isEqualTo(1);
  }

  @Test
  void withoutLengthsTheSameVoiceprintIsACopy() {
    LinkResult result =
        link(within(20, set("bare", Angle.of("a", 0), Angle.of("b", 0), Angle.of("c", 1))));

    assertThat(texts(MEMBERS, result))
        .containsExactly("[a,a,null,null]", "[b,b,null,a]", "[c,c,null,null]");
  }

  @Test
  void knownLabelsAreCarriedOver() throws IOException {
    String set =
        set(
            "labelled",
            Angle.of("a1", 0).of("anna"),
            Angle.of("a2", 1),
            Angle.of("b1", 40).of("bert"),
            Angle.of("b2", 41).of("carl"),
            Angle.of("d1", 80),
            Angle.of("e1", 120).of("anna"));
    Path file = Files.writeString(folder.resolve("known.csv"), "id,speaker\na1,x\nzora,y\n");

    LinkResult column = link(within(5, set).withLabels("speaker"));
    LinkResult listed = link(within(5, set).withLabels(file.toString()));

    assertThat(texts(PEOPLE, column))
        .containsExactly(
            "[a1,2,2,0,anna,1,false]",
            "[b1,2,2,0,null,2,false]",
            "[d1,1,1,0,null,0,false]",
            "[e1,1,1,0,anna,1,false]");
    LinkRow found = column.found();
    assertThat(found.labelled()).isEqualTo(4);
    assertThat(found.peopleLabelled()).isEqualTo(2);
    assertThat(found.peopleOfSeveralLabels()).isEqualTo(1);
    assertThat(found.labelsOfSeveralPeople()).isEqualTo(1);
    assertThat(listed.found().labelled()).isEqualTo(1);
    assertThat(listed.found().unknownLabels()).isEqualTo(1);
    JsonNode document = new TaskDocument(warehouse).of(RunPart.TASK.of(listed.runId()));
    assertThat(document.at("/result/people").intValue()).isEqualTo(4);
    assertThat(document.at("/result/linkage").textValue()).isEqualTo("average");
    assertThat(document.at("/notes/0/type").textValue()).isEqualTo("labels.unknown-id");
    assertThat(document.at("/notes/0/context/id").textValue()).isEqualTo("zora");
    assertThat(new RunDocument(warehouse).of(listed.runId()).at("/state").textValue())
        .isEqualTo("done");
  }

  @Test
  void idsStay() {
    String monday =
        set(
            "monday",
            Angle.of("a1", 0),
            Angle.of("a2", 1),
            Angle.of("b1", 10),
            Angle.of("c1", 50),
            Angle.of("c2", 51),
            Angle.of("c3", 52),
            Angle.of("d1", 90));
    // a and b become one by a recording between them; of c two go, and one of these is with d.
    String tuesday =
        set(
            "tuesday",
            Angle.of("a1", 0),
            Angle.of("a2", 1),
            Angle.of("ab", 5.5),
            Angle.of("b1", 10),
            Angle.of("c1", 50),
            Angle.of("c2", 51),
            Angle.of("c3", 91),
            Angle.of("d1", 90),
            Angle.of("e1", 130));

    LinkResult first = link(within(6, monday));
    LinkResult second = link(within(8, tuesday));

    assertThat(first.found().formerRunId()).isNull();
    assertThat(second.found().formerRunId()).isEqualTo(first.runId());
    assertThat(people(second))
        .containsExactlyInAnyOrder(
            Set.of("a1", "a2", "ab", "b1"), Set.of("c1", "c2"), Set.of("c3", "d1"), Set.of("e1"));
    assertThat(personOf("ab", second)).isEqualTo(personOf("a1", first));
    assertThat(personOf("c1", second)).isEqualTo(personOf("c1", first));
    assertThat(personOf("c3", second)).isEqualTo(personOf("d1", first));
    assertThat(personOf("e1", second)).isNotIn(personOf("a1", first), personOf("b1", first));
    assertThat(second.found().carriedOver()).isEqualTo(3);
    assertThat(second.found().merged()).isEqualTo(1); // b
    assertThat(second.found().split()).isEqualTo(1); // d got one of c
    assertThat(
            texts(
                "SELECT id FROM %1$s.people_members WHERE run_id = '%2$s'"
                    + " AND former_person_id <> person_id",
                second))
        .containsExactly("[b1]", "[c3]");

    LinkResult again = link(within(8, tuesday));
    assertThat(again.found().carriedOver()).isEqualTo(4);
    assertThat(personOf("e1", again)).isEqualTo(personOf("e1", second));
    // Of a run that is named, the newest run of its time counts.
    LinkResult same =
        new LinkJob(own.context().withRunId(second.runId()), within(8, tuesday)).execute();
    assertThat(same.found()).isEqualTo(second.found());
    LinkResult anew = link(within(8, tuesday).withFormer("none"));
    assertThat(anew.found().carriedOver()).isZero();
    LinkResult named = link(within(8, tuesday).withFormer("run:" + first.runId()));
    assertThat(personOf("c3", named)).isEqualTo(personOf("d1", first));
  }

  /** The order in which three would go together is that of their scores. */
  @Test
  void whatIsTooLargeIsCutAndSaid() {
    LinkResult result = link(within(20, set("long", CHAIN)).withMaxSize(3));

    assertThat(people(result))
        .containsExactlyInAnyOrder(Set.of("a1", "a2", "a3"), Set.of("b1", "b2", "b3"));
    assertThat(result.found().peopleCut()).isEqualTo(2);
    assertThat(texts(PEOPLE, result)).allMatch(text -> text.endsWith("true]"));
  }

  @Test
  void oneRecordingIsOnePerson() {
    LinkResult result = link(within(20, set("one", Angle.of("a", 0))));

    assertThat(result.found().people()).isEqualTo(1);
    assertThat(texts(PEOPLE, result)).containsExactly("[a,1,1,0,null,0,false]");
  }

  @Test
  void peopleAreEvaluated() throws IOException {
    String set =
        set(
            "evaluated",
            Angle.of("a1", 0).of("anna"),
            Angle.of("a2", 1).of("anna"),
            Angle.of("b1", 2).of("bert"),
            Angle.of("b2", 41).of("bert"),
            Angle.of("d1", 80));
    Path file =
        Files.writeString(folder.resolve("utt2spk.txt"), "a1 x\na2 x\nb1 y\nb2 y\nnobody z\n");
    LinkResult known = link(within(5, set).withLabels("speaker"));
    LinkResult unknown = link(within(5, set));

    PeopleEvaluation own = evaluate(known, null, null);
    PeopleEvaluation listed = evaluate(unknown, file.toString(), null);
    PeopleEvaluation column = evaluate(unknown, "speaker", set);

    assertThat(own.voiceprints()).isEqualTo(4);
    assertThat(own.unlabelled()).isEqualTo(1);
    assertThat(own.people()).isEqualTo(2);
    assertThat(own.speakers()).isEqualTo(2);
    assertThat(own.bcubedPrecision()).isEqualTo((2 / 3.0 + 2 / 3.0 + 1 / 3.0 + 1) / 4);
    assertThat(own.bcubedRecall()).isEqualTo((1 + 1 + 0.5 + 0.5) / 4);
    assertThat(own.pairwisePrecision()).isEqualTo(1 / 3.0);
    assertThat(own.pairwiseRecall()).isEqualTo(0.5);
    for (PeopleEvaluation same : List.of(listed, column)) {
      assertThat(same.bcubedF()).isEqualTo(own.bcubedF());
      assertThat(same.pairwiseF()).isEqualTo(own.pairwiseF());
      assertThat(same.unlabelled()).isEqualTo(1);
    }
    assertThatThrownBy(() -> evaluate(unknown, null, null))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("No voiceprint of the people has a label");
    assertThatThrownBy(() -> evaluate(unknown, "speaker", null))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("labels is a column: give the set that was linked");
  }

  private PeopleEvaluation evaluate(LinkResult people, String labels, String set) {
    PeopleEvaluationJob.Result result =
        new PeopleEvaluationJob(
                own.context(), new PeopleEvaluationSettings("run:" + people.runId(), labels, set))
            .execute();
    JsonNode document = new TaskDocument(warehouse).of(RunPart.TASK.of(result.runId()));
    assertThat(document.at("/result/bcubed_f").doubleValue())
        .isEqualTo(result.evaluation().bcubedF());
    return result.evaluation();
  }

  @Test
  void peopleAreExported() {
    LinkResult result = link(within(20, set("exported", CHAIN)));
    String out = folder.resolve("out").toString();

    long rows =
        new ExportJob(
                own.spark(),
                warehouse,
                new ExportSettings(
                    "people_members",
                    out,
                    result.runId(),
                    ExportSettings.Format.CSV,
                    false,
                    SaveMode.ErrorIfExists))
            .execute();

    assertThat(rows).isEqualTo(6);
    assertThat(own.spark().read().option("header", true).csv(out).select("id").count())
        .isEqualTo(6);
  }
}
