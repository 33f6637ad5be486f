package org.voxmatrix.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Driver;

/** A thread that dies of a full memory ends the process that waits for it. */
@Tag("faults")
class FullMemoryTest {

  @TempDir Path folder;

  /** Waits for a thread that takes all memory. */
  public static final class Waiting {

    private Waiting() {}

    public static void main(String[] arguments) throws Exception {
      FullMemory.watch();
      List<long[]> all = new ArrayList<>();
      new Thread(
              () -> {
                while (true) {
                  all.add(new long[1 << 16]);
                }
              })
          .start();
      new CountDownLatch(1).await();
    }
  }

  @Test
  void theProcessEndsWithOneLine() throws Exception {
    Path log = folder.resolve("log");
    Process process = Driver.startMain(log.toFile(), Waiting.class, List.of(), "-Xmx64m");
    boolean ended = process.waitFor(1, TimeUnit.MINUTES);
    process.destroyForcibly().waitFor();
    assertThat(ended).isTrue();
    String said = Files.readString(log);
    assertThat(process.exitValue()).as(said).isEqualTo(2);
    assertThat(said)
        .containsOnlyOnce("voxmatrix: Memory is full with 61 MiB of heap: set VOXMATRIX_JAVA_OPTS")
        .doesNotContain("\tat ");
  }
}
