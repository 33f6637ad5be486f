package org.voxmatrix.jobs.nights;

import java.nio.file.Path;
import java.time.LocalDate;
import org.voxmatrix.session.Sessions;

/** Does the nights up to a day, in a process that a test may kill: FOLDER DAY. */
final class NightRunner {

  private NightRunner() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    System.setProperty("spark.sql.shuffle.partitions", "2");
    try (Sessions sessions = Sessions.open(folder.resolve("warehouse"), "nightly")) {
      new NightlyJob(sessions.spark(), sessions.warehouse())
          .recordings(folder.resolve("calls").toString())
          .folder(folder.resolve("nights").toString())
          .today(LocalDate.parse(args[1]))
          .execute();
    }
  }
}
