package org.voxmatrix.jobs.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.decision.ErrorRate;
import org.voxmatrix.jobs.enroll.EnrollJob;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.ledger.State;

/**
 * Identification on the speech pack's dev speakers: every second one is enrolled with three
 * recordings; the others are strangers.
 */
@Tag("slow")
@Tag("real-speech")
class RealSpeechIdentifyTest {

  private static final int ENROLLMENTS = 3;

  /** Free speech of any length, because many of the pack's recordings are single words. */
  private static final EnrollLimits ANY =
      new EnrollLimits(5_242_880, 0.5, 120, 300, ENROLLMENTS, 50, 0, 0);

  @TempDir Path folder;

  @Test
  void devSpeakersAreIdentified() throws IOException {
    Path pack = Path.of(System.getProperty("voxmatrix.speech")).toAbsolutePath();
    Map<String, List<String>> speakers = speakers(pack);
    Map<String, String> profiles = new HashMap<>();
    Map<String, String> speakerOf = new HashMap<>();
    Enrollments enrollments = new Enrollments();
    List<String> manifest = new ArrayList<>();
    int place = 0;
    for (Map.Entry<String, List<String>> speaker : speakers.entrySet()) {
      boolean enrolled = place++ % 2 == 0;
      List<String> recordings = speaker.getValue();
      if (enrolled) {
        String profile = Enrollments.newProfile();
        profiles.put(speaker.getKey(), profile);
        for (String path : recordings.subList(0, ENROLLMENTS)) {
          enrollments.speech(profile, WavFiles.of(WavFiles.read(pack.resolve(path))));
        }
      }
      for (String path : recordings.subList(enrolled ? ENROLLMENTS : 0, recordings.size())) {
        manifest.add(path);
        manifest.add(pack.resolve(path).toUri().toString());
        speakerOf.put(path, speaker.getKey());
      }
    }
    List<EnrollmentRow> rows = enroll(enrollments);
    assertThat(rows).hasSize(90).extracting(EnrollmentRow::state).containsOnly(State.DONE);
    IdentifySettings settings =
        IdentifySettings.of(Manifests.of(folder, manifest.toArray(String[]::new)))
            .withProfiles(list(profiles));
    // As docs/profiles.md says; a margin of half a percent is three or four recordings.
    assertFigures(found(settings, profiles, speakerOf), 95.5, 45.1, 0.0, 0.8);
    DecisionRule byOwnCohort =
        new DecisionRule(new ErrorRate(ErrorRate.Of.RECORDINGS, 0.01), null, "own", 200, List.of());
    assertFigures(found(settings.withRule(byOwnCohort), profiles, speakerOf), 95.7, 19.0, 0.0, 0.0);
  }

  /** Recordings of those enrolled and of strangers, and what became of them. */
  private record Found(int own, int best, int right, int wrong, int strangers, int accepted) {}

  private static void assertFigures(
      Found found, double best, double right, double wrong, double accepted) {
    String figures = found.toString();
    assertThat(found.own()).as(figures).isEqualTo(669);
    assertThat(found.strangers()).as(figures).isEqualTo(789);
    assertThat(100.0 * found.best() / 669).as(figures).isCloseTo(best, within(0.5));
    assertThat(100.0 * found.right() / 669).as(figures).isCloseTo(right, within(0.5));
    assertThat(100.0 * found.wrong() / 669).as(figures).isCloseTo(wrong, within(0.5));
    assertThat(100.0 * found.accepted() / 789).as(figures).isCloseTo(accepted, within(0.5));
  }

  private static Found found(
      IdentifySettings settings, Map<String, String> profiles, Map<String, String> speakerOf) {
    IdentifyResult result = new IdentifyJob(SparkFixture.context(), settings).execute();
    assertThat(result.profiles()).isEqualTo(30);
    int own = 0;
    int best = 0;
    int right = 0;
    int wrong = 0;
    int strangers = 0;
    int accepted = 0;
    for (Row row :
        SparkFixture.spark()
            .sql(
                "SELECT recording_id, identified_profile_id, profiles_ranking[0].profile_id FROM"
                    + " vox.main.identifications WHERE run_id = '"
                    + result.run().runId()
                    + "'")
            .collectAsList()) {
      String profile = profiles.get(speakerOf.get(row.getString(0)));
      boolean nobody = row.getString(1).equals(ProfileId.NOBODY);
      if (profile == null) {
        strangers++;
        accepted += nobody ? 0 : 1;
      } else {
        own++;
        best += row.getString(2).equals(profile) ? 1 : 0;
        right += row.getString(1).equals(profile) ? 1 : 0;
        wrong += nobody || row.getString(1).equals(profile) ? 0 : 1;
      }
    }
    return new Found(own, best, right, wrong, strangers, accepted);
  }

  private List<EnrollmentRow> enroll(Enrollments enrollments) {
    RunResult result =
        new EnrollJob(
                SparkFixture.context(),
                EnrollSettings.of(enrollments.write(folder))
                    .withListen(
                        ListenOptions.defaults()
                            .withLimits(
                                Map.of(
                                    ProfileKind.TEXT_DEPENDENT,
                                    EnrollLimits.TEXT_DEPENDENT,
                                    ProfileKind.TEXT_INDEPENDENT,
                                    ANY)))
                    .withUnknown(EnrollmentDecider.Unknown.CREATED))
            .execute();
    return Enrollments.of(result.runId());
  }

  /** Dev speakers with enough recordings, and these. */
  private static Map<String, List<String>> speakers(Path pack) throws IOException {
    Map<String, List<String>> speakers = new TreeMap<>();
    for (String line : Files.readAllLines(pack.resolve("MANIFEST.tsv"))) {
      String[] fields = line.split("\t", -1);
      if (fields[fields.length - 1].equals("dev")) {
        speakers
            .computeIfAbsent(fields[1] + " " + fields[2], key -> new ArrayList<>())
            .add(fields[0]);
      }
    }
    speakers.values().removeIf(recordings -> recordings.size() <= ENROLLMENTS);
    speakers.values().forEach(recordings -> recordings.sort(null));
    return speakers;
  }

  private String list(Map<String, String> profiles) {
    List<Row> rows = new ArrayList<>();
    profiles.values().forEach(profile -> rows.add(RowFactory.create(profile)));
    return Manifests.write(folder, rows, new StructType().add("profile_id", DataTypes.StringType));
  }
}
