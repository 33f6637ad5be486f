package org.voxmatrix.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.CountedFiles;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.OwnWarehouse;
import org.voxmatrix.fixtures.WavFiles;
import org.voxmatrix.jobs.enroll.EnrollJob;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.identify.IdentifyJob;
import org.voxmatrix.jobs.identify.IdentifySettings;
import org.voxmatrix.jobs.nights.NightlyJob;
import org.voxmatrix.jobs.nights.NightlySettings;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.jobs.profiles.audio.SeveralSpeakers;

/** Jobs that have several runs, or work on executors too, read the model bundle once. */
@Tag("slow")
class ModelLoadsTest {

  /** Of a bundle. */
  private static final int FILES = 3;

  @TempDir Path folder;

  @Test
  void theModelBundleIsReadOnceByEachJob() throws Exception {
    String model = CountedFiles.of(Path.of("../models/voxmatrix-v0.1"));
    byte[] speech = WavFiles.of(WavFiles.lasting(Enrollments.voice("english-rms", 1, 2, 3), 60));
    try (OwnWarehouse own = OwnWarehouse.in(folder.resolve("warehouse"))) {
      EnrollSettings enrollment =
          EnrollSettings.of(
                  new Enrollments().speech(Enrollments.newProfile(), speech).write(folder))
              .withListen(
                  ListenOptions.defaults()
                      .withModel(model)
                      .withSeveralSpeakers(SeveralSpeakers.ALLOW))
              .withUnknown(EnrollmentDecider.Unknown.CREATED);
      new EnrollJob(own.context(), enrollment).execute();
      assertThat(CountedFiles.readings()).hasSize(FILES);

      String probe = Manifests.sample("phrases/english-rms/passport-1.wav");
      IdentifySettings identification =
          IdentifySettings.of(Manifests.of(folder, "probe", probe)).withModel(model);
      assertThat(new IdentifyJob(own.context(), identification).execute().identified()).isOne();
      assertThat(CountedFiles.readings()).hasSize(FILES);

      Path calls = Files.createDirectory(folder.resolve("calls"));
      Files.write(calls.resolve("call.wav"), speech);
      NightlySettings nights =
          NightlySettings.of(calls.toString(), folder.resolve("nights").toString())
              .withIdentification(identification);
      assertThat(new NightlyJob(own.context(), nights).execute().get(0).alerts()).isOne();
      assertThat(CountedFiles.readings()).hasSize(FILES);
    }
  }
}
