package org.voxmatrix.benchmarks.scoring;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** How fast this machine's disk takes bytes that do not compress. */
final class Disk {

  private static final int SEED_BYTES = 256 << 20;

  private final Path folder;

  Disk(Path folder) {
    this.folder = folder;
  }

  /** Seconds that dd with fdatasync takes for so many bytes. */
  double dd(long bytes) throws IOException, InterruptedException {
    Path source = folder.resolve("incompressible");
    if (!Files.exists(source)) {
      byte[] block = new byte[1 << 20];
      SplittableRandom random = new SplittableRandom(1);
      try (OutputStream out = Files.newOutputStream(source)) {
        for (int i = 0; i < SEED_BYTES / block.length; i++) {
          random.nextBytes(block);
          out.write(block);
        }
      }
    }
    long times = (bytes + SEED_BYTES - 1) / SEED_BYTES;
    String command =
        "for i in $(seq "
            + times
            + "); do cat incompressible; done"
            + " | dd of=written bs=1M iflag=fullblock conv=fdatasync status=none; rm written";
    shell("sync");
    long start = System.nanoTime();
    shell(command);
    return (System.nanoTime() - start) / 1e9 * bytes / ((double) times * SEED_BYTES);
  }

  /** Seconds until all that was written is on the disk. */
  double sync() throws IOException, InterruptedException {
    long start = System.nanoTime();
    shell("sync");
    return (System.nanoTime() - start) / 1e9;
  }

  private void shell(String command) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("bash", "-c", command)
            .directory(folder.toFile())
            .inheritIO()
            .start()
            .waitFor();
    if (code != 0) {
      throw new IOException(command + " ended with " + code);
    }
  }
}
