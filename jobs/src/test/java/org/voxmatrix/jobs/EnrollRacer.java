package org.voxmatrix.jobs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.voxmatrix.enroll.Registrar;

/** Enrolls one manifest after the other, each when a file says go: FOLDER NAME ROUNDS. */
final class EnrollRacer {

  private EnrollRacer() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    String name = args[1];
    int rounds = Integer.parseInt(args[2]);
    System.setProperty("spark.sql.shuffle.partitions", "2");
    try (Sessions sessions = Sessions.open(folder.resolve("warehouse"), name)) {
      for (int round = 0; round < rounds; round++) {
        Files.createFile(folder.resolve("ready-" + name + "-" + round));
        while (!Files.exists(folder.resolve("go-" + round))) {
          LockSupport.parkNanos(1_000_000);
        }
        EnrollResult result =
            new EnrollJob(sessions.spark(), sessions.warehouse())
                .manifest(folder.resolve(name + "-" + round).toString())
                .unknown(Registrar.Unknown.CREATED)
                .execute();
        Path done = folder.resolve("unfinished-" + name + "-" + round);
        Files.writeString(done, result.runId());
        Files.move(done, folder.resolve("done-" + name + "-" + round));
      }
    }
  }
}
