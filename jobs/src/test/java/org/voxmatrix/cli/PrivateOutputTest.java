package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.tables.Warehouse;

/**
 * What jobs leave on disks, and what killed ones leave in temporary folders, is for nobody else.
 */
@Tag("slow")
@Tag("faults")
class PrivateOutputTest {

  private static final String USER = "voxmatrix-" + System.getProperty("user.name");

  @TempDir Path folder;

  @Test
  void whatAnybodyMayReadIsNothing() throws Exception {
    workInto("private");
    assertThat(permissions(folder.resolve("private"))).containsExactly("rw-------", "rwx------");
  }

  @Test
  void theGroupMayReadWhereThatIsAsked() throws Exception {
    Path conf = Files.writeString(folder.resolve("group.conf"), "files.group = true");
    workInto("group", "--conf=" + conf);
    assertThat(permissions(folder.resolve("group"))).containsExactly("rw-r-----", "rwxr-x---");
  }

  private void workInto(String name, String... options) throws Exception {
    Path all = folder.resolve(name);
    Path audio = Manifests.SAMPLES.resolve("voices/english-rms");
    assertThat(run(all, options, "manifest", "" + audio, "--out=" + all.resolve("m.parquet")))
        .isZero();
    String warehouse = "--warehouse=" + all.resolve("warehouse");
    assertThat(run(all, options, "extract", "--manifest=" + all.resolve("m.parquet"), warehouse))
        .isZero();
    assertThat(
            run(
                all,
                options,
                "export",
                "voiceprints",
                "--format=csv",
                "--out=" + all.resolve("export"),
                warehouse))
        .isZero();
    assertThat(all.resolve("warehouse/main/voiceprints/data")).isDirectory();
    assertThat(all.resolve("export/_VOXMATRIX_EXPORT")).isRegularFile();
  }

  private int run(Path all, String[] options, String... job) throws Exception {
    List<String> whole = new ArrayList<>(List.of(job));
    whole.addAll(List.of(options));
    return Driver.start(log(), whole, "-Djava.io.tmpdir=" + temporary()).waitFor();
  }

  @Test
  void whatAKilledProcessLeftIsPrivateAndGoesWithTheNextAndThatOfALiveOneStays() throws Exception {
    String manifest =
        Manifests.of(
            folder,
            "rec-secret",
            Manifests.sample("voices/english-rms/english-rms-1.wav"),
            "rec-2",
            Manifests.sample("voices/english-rms/english-rms-2.flac"));
    List<String> killed = extract("killed", manifest);
    assertThat(
            Driver.start(
                    log(),
                    killed,
                    Driver.crashing("extract.before-data:0"),
                    "-Djava.io.tmpdir=" + temporary())
                .waitFor())
        .isEqualTo(Driver.KILLED);
    Path own = temporary().resolve(USER);
    assertThat(list(own)).hasSize(1);
    String left = list(own).get(0);
    assertThat(list(own.resolve(left))).anyMatch(name -> name.startsWith("blockmgr-"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.resolve(left))))
        .isEqualTo("rwx------");
    assertThat(list(temporary())).containsExactly(USER);

    Process asleep =
        Driver.start(
            log(),
            extract("asleep", manifest),
            "-Dvoxmatrix.stop-at=extract.before-data:0",
            "-Djava.io.tmpdir=" + temporary());
    try {
      Path stat = Path.of("/proc", "" + asleep.pid(), "stat");
      while (asleep.isAlive() && !Files.readString(stat).contains(") T ")) {
        Thread.sleep(100);
      }
      assertThat(list(own)).hasSize(1).noneMatch(left::equals);
      String live = list(own).get(0);
      assertThat(live).startsWith(asleep.pid() + "-");
      int files = list(own.resolve(live)).size();
      assertThat(Driver.start(log(), killed, "-Djava.io.tmpdir=" + temporary()).waitFor()).isZero();
      assertThat(list(own)).containsExactly(live);
      assertThat(list(own.resolve(live))).hasSize(files);
      assertThat(Driver.wake(asleep)).isZero();
      assertThat(list(own)).isEmpty();
      assertThat(list(temporary())).containsExactly(USER);
    } finally {
      asleep.destroyForcibly();
    }
  }

  /** Somebody may have made a folder of that name before us. */
  @Test
  void aFolderOfSomebodyElseIsNotUsed() throws Exception {
    Path trap = Files.createDirectory(folder.resolve("trap"));
    Files.createDirectories(temporary());
    for (boolean link : new boolean[] {true, false}) {
      if (link) {
        Files.createSymbolicLink(temporary().resolve(USER), trap);
      } else {
        Files.delete(temporary().resolve(USER));
        Files.createDirectory(temporary().resolve(USER));
        Files.setPosixFilePermissions(
            temporary().resolve(USER), PosixFilePermissions.fromString("rwxrwxrwx"));
      }
      List<String> job = List.of("status", "--warehouse=" + warehouse());
      assertThat(Driver.start(log(), job, "-Djava.io.tmpdir=" + temporary()).waitFor()).isZero();
      assertThat(list(trap)).isEmpty();
      assertThat(list(temporary().resolve(USER))).isEmpty();
      assertThat(list(temporary())).anyMatch(name -> name.matches(USER + "-[-0-9a-f]{36}"));
    }
  }

  private Path warehouse() throws Exception {
    Warehouse.embedded(folder.resolve("empty")).close();
    return folder.resolve("empty");
  }

  private List<String> extract(String warehouse, String manifest) {
    return List.of("extract", "--manifest=" + manifest, "--warehouse=" + folder.resolve(warehouse));
  }

  private Path temporary() throws IOException {
    return Files.createDirectories(folder.resolve("tmp"));
  }

  private File log() {
    return folder.resolve("driver.log").toFile();
  }

  private static List<String> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static TreeSet<String> permissions(Path folder) throws IOException {
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        found.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return found;
  }
}
