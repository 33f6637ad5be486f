package org.voxmatrix.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.TableHashes;

/**
 * Drivers that a scheduler ends while graphs run: they end by the signal, not by a fault of memory,
 * and leave nothing but what is to be resumed.
 */
@Tag("slow")
@Tag("faults")
class EndedDriverTest {

  private static final int ROUNDS = 5;
  private static final int RECORDINGS = 400;
  private static final int TERMINATED = 128 + 15;

  @TempDir Path folder;

  @Test
  void aSignalEndsItInOrder() throws Exception {
    List<String> recordings = new ArrayList<>();
    for (int i = 0; i < RECORDINGS; i++) {
      recordings.add("recording-" + i);
      recordings.add(Manifests.sample("voices/english-rms/english-rms-1.wav"));
    }
    List<String> job =
        List.of(
            "extract",
            "--manifest=" + Manifests.of(folder, recordings.toArray(String[]::new)),
            "--wave-items=50",
            "--warehouse=" + folder.resolve("warehouse"));
    Random random = new Random(14);
    for (int round = 0; round < ROUNDS; round++) {
      File log = folder.resolve("ended-" + round + ".log").toFile();
      Process driver = Driver.start(log, job);
      while (driver.isAlive() && !Files.readString(log.toPath()).contains("follow it")) {
        Thread.sleep(50);
      }
      Thread.sleep(1000 + random.nextInt(1500));
      driver.destroy();
      assertThat(driver.waitFor()).as(Files.readString(log.toPath())).isIn(TERMINATED, 0);
    }
    assertThat(Driver.run(folder.resolve("driver.log").toFile(), job)).isZero();
    assertThat(TableHashes.of(folder.resolve("warehouse")).get("voiceprints"))
        .startsWith(RECORDINGS + " rows");
  }
}
