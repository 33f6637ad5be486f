package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Manifests;

/** What the command line says of an upgrade. */
class UpgradeCommandTest {

  @TempDir Path folder;

  @Test
  void upgradesReportsAndSwitches() throws IOException {
    String manifest =
        Manifests.of(
            folder,
            "first",
            Manifests.sample("voices/english-rms/english-rms-1.wav"),
            "second",
            Manifests.sample("voices/english-rms/english-rms-2.flac"),
            "third",
            Manifests.sample("voices/english-slt/english-slt-1.flac"));
    assertThat(run("extract", "-m", Manifests.of(folder, "a", "file:/none.wav")).code()).isZero();
    contradictionsAreTold();
    assertThat(run("extract", "-m", manifest).code()).isZero();
    Printed early = run("upgrade", "--switch", "voxmatrix-v0");
    assertThat(early.code()).isEqualTo(2);
    assertThat(early.out()).contains("no voiceprints and no profiles of model");

    Path labels = Files.writeString(folder.resolve("labels"), "first a\nsecond a\nthird b\n");
    Path page = folder.resolve("upgrade.html");
    Printed upgraded =
        run(
            "upgrade",
            "--model",
            "voxmatrix-v0",
            "--labels",
            labels.toString(),
            "--report",
            page.toString());
    assertThat(upgraded.code()).as(upgraded.out()).isZero();
    assertThat(upgraded.out())
        .contains("recordings  3 extracted again", "scores      correlation", "EER", "--switch");
    assertThat(Files.readString(page)).contains("Upgrade to another model", "scores, Pearson");

    assertThat(run("upgrade", "--switch", "voxmatrix-v0").out())
        .contains("in use      voxmatrix-v0, before voxmatrix-v0.1");
    assertThat(run("upgrade", "--switch", "voxmatrix-v0").out()).contains("as before");
    assertThat(run("upgrade", "--switch", "voxmatrix-v0.1").out())
        .contains("in use      voxmatrix-v0.1, before voxmatrix-v0");
  }

  private void contradictionsAreTold() throws IOException {
    assertThat(run("upgrade").code()).isEqualTo(1);
    Printed both = run("upgrade", "--model", "voxmatrix-v0", "--switch", "voxmatrix-v0.1");
    assertThat(both.code()).isEqualTo(1);
    assertThat(both.out()).contains("--switch MODEL switches and does no more");
    Printed nothing = run("upgrade", "--model", "voxmatrix-v0", "--folder", folder + "/lists");
    assertThat(nothing.code()).isEqualTo(2);
    assertThat(nothing.out()).contains("there is nothing to upgrade");
  }

  /** What one command printed. */
  private record Printed(int code, String out) {}

  private Printed run(String... command) throws IOException {
    List<String> all = new ArrayList<>(List.of(command));
    all.add("--warehouse=" + folder.resolve("warehouse"));
    all.add("--quiet");
    File log = File.createTempFile("upgrade-", ".log", folder.toFile());
    int code = Driver.run(log, all);
    return new Printed(code, Files.readString(log.toPath()));
  }
}
