package org.voxmatrix.jobs.profiles.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.CountedFiles;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.enroll.EnrollJob;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.verify.VerifyJob;
import org.voxmatrix.jobs.verify.VerifyResult;
import org.voxmatrix.jobs.verify.VerifySettings;

/** Length, voiceprint and phrase come of one opening and one decoding of a recording. */
@Tag("slow")
class DecodedOnceTest {

  /** Headers are looked at before the decoder is let at the file. */
  private static final int HEADERS = 4_096;

  @TempDir Path folder;

  @Test
  void aTextDependentRecordingIsOpenedOnceAndDecodedOnce() {
    String profile = Enrollments.newProfile();
    RunResult enrolled =
        new EnrollJob(
                SparkFixture.context(),
                EnrollSettings.of(phrases(profile, "passport-1", "passport-2", "passport-14db"))
                    .withUnknown(EnrollmentDecider.Unknown.CREATED))
            .execute();
    assertThat(Enrollments.answers(enrolled.runId())).hasSize(3).containsOnly("accepted");
    assertDecodedOnce(3);

    VerifyResult verified =
        new VerifyJob(SparkFixture.context(), VerifySettings.of(phrases(profile, "passport-3")))
            .execute();
    assertThat(verified.accepted()).isEqualTo(1);
    assertDecodedOnce(1);
  }

  private String phrases(String profile, String... names) {
    Enrollments rows = new Enrollments();
    for (String name : names) {
      String uri = CountedFiles.sample("phrases/english-rms/" + name + ".wav");
      rows.row(profile, uri, null, null, null);
    }
    return rows.write(folder);
  }

  /** Bytes that pass once, and never all in one piece to keep, are decoded once. */
  private static void assertDecodedOnce(int recordings) {
    List<CountedFiles.Reading> readings = CountedFiles.readings();
    assertThat(readings).hasSize(recordings);
    assertThat(readings)
        .allSatisfy(
            reading -> {
              assertThat(reading.bytes()).isBetween(reading.size() / 2, reading.size() + HEADERS);
              assertThat(reading.largest()).isLessThan((int) reading.size());
            });
  }
}
