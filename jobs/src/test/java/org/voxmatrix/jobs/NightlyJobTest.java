package org.voxmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.enroll.Registrar;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.tables.Lease;

class NightlyJobTest {

  private static final LocalDate TONIGHT = LocalDate.now(ZoneOffset.UTC);

  @TempDir Path folder;

  @Test
  void aNightTakesWhatNoNightHasHad() throws IOException {
    String profile = Enrollments.newProfile();
    new EnrollJob(SparkFixture.spark(), SparkFixture.warehouse())
        .manifest(
            new Enrollments()
                .speech(
                    profile,
                    WavFiles.of(WavFiles.lasting(Enrollments.voice("english-rms", 1, 2, 3), 60)))
                .write(folder))
        .unknown(Registrar.Unknown.CREATED)
        .execute();
    Path calls = Files.createDirectory(folder.resolve("calls"));
    add(calls, "rms-4.wav", "english-rms", 4);
    add(calls, "slt-1.wav", "english-slt", 1);

    NightlyResult first = night(calls, profile, TONIGHT).execute();
    assertThat(first.recordings()).isEqualTo(2);
    assertThat(alerts(TONIGHT)).containsExactly("rms-4.wav " + profile);

    // Done again, the night has the same recordings, and the next one those that came since.
    add(calls, "slt-2.wav", "english-slt", 2);
    assertThat(night(calls, profile, TONIGHT).execute().recordings()).isEqualTo(2);
    assertThat(alerts(TONIGHT)).containsExactly("rms-4.wav " + profile);
    LocalDate next = TONIGHT.plusDays(1);
    NightlyResult second = night(calls, profile, next).execute();
    assertThat(second.recordings()).isEqualTo(1);
    assertThat(second.alerts()).isZero();
    assertThat(night(calls, profile, next.plusDays(1)).execute().runId()).isNull();

    assertThatThrownBy(() -> night(calls, profile, TONIGHT.minusDays(1)).execute())
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("belong to the night after it");
  }

  @Test
  void aSecondNightAtOnceSaysWhoIsAtWork() throws IOException {
    Path calls = Files.createDirectory(folder.resolve("calls"));
    Lease other = Lease.acquire(SparkFixture.warehouse(), "nightly", left -> "other");
    try {
      assertThatThrownBy(
              () -> night(calls, Enrollments.newProfile(), TONIGHT.plusDays(9)).execute())
          .isInstanceOf(RequestException.class)
          .hasMessageContaining("is being worked on by");
    } finally {
      other.finish();
    }
  }

  private NightlyJob night(Path calls, String profile, LocalDate date) {
    return new NightlyJob(SparkFixture.spark(), SparkFixture.warehouse())
        .recordings(calls.toString())
        .folder(folder.resolve("nights").toString())
        .profiles(
            Manifests.write(
                folder,
                List.of(RowFactory.create(profile)),
                new StructType().add("profile_id", DataTypes.StringType)))
        .night(date);
  }

  private static void add(Path calls, String name, String voice, int utterance) throws IOException {
    Files.write(calls.resolve(name), WavFiles.of(Enrollments.voice(voice, utterance)));
  }

  private static List<String> alerts(LocalDate night) {
    return SparkFixture.spark()
        .sql(
            "SELECT recording_id, profile_id FROM vox.main.alerts WHERE night = DATE '"
                + night
                + "'")
        .collectAsList()
        .stream()
        .map((Row row) -> row.getString(0) + " " + row.getString(1))
        .toList();
  }
}
