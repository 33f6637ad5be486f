package org.voxmatrix.jobs.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.Enrollments;
import org.voxmatrix.fixtures.Manifests;
import org.voxmatrix.fixtures.TableHashes;
import org.voxmatrix.fixtures.WavFiles;

/** Upgrades that are killed and started again leave the tables of an undisturbed one. */
@Tag("slow")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledUpgradeTest {

  private static final String ONE = "11111111-1111-4111-8111-111111111111";
  private static final String TWO = "22222222-2222-4222-8222-222222222222";

  /** Where lists of recordings are differs from warehouse to warehouse. */
  private static final Set<String> OF_PLACES = Set.of("runs", "plan_items", "locks");

  @TempDir static Path folder;
  private String recordings;
  private String enrollments;
  private String gone;
  private Map<String, String> undisturbed;

  @BeforeAll
  void undisturbed() throws Exception {
    gone = audio("gone.wav", 2);
    recordings =
        Manifests.of(
            folder,
            "a",
            audio("a.wav", 1),
            "b",
            audio("b.wav", 2),
            "c",
            audio("c.wav", 3),
            "gone",
            gone);
    enrollments =
        new Enrollments()
            .row("e", ONE, audio("e.wav", 1), null, null, "text-independent")
            .row("f", TWO, audio("f.wav", 4), null, null, "text-independent")
            .row("g", TWO, gone, null, null, "text-independent")
            .write(folder);
    fill("calm");
    Files.delete(Path.of(URI.create(gone)));
    assertThat(Driver.run(log(), upgrade("calm"))).isZero();
    undisturbed = hashes("calm");
    assertThat(undisturbed.get("voiceprints")).startsWith("7 rows");
    assertThat(undisturbed.get("enrollments")).startsWith("6 rows");
    assertThat(undisturbed.get("profiles")).startsWith("4 rows");
    assertThat(undisturbed.get("upgrade_left")).startsWith("2 rows");
    assertThat(undisturbed.get("models_in_use")).startsWith("1 rows");
    assertThat(undisturbed.get("upgrade_agreements")).doesNotStartWith("0 rows");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upgrade.before-plan:0",
        "upgrade.after-lists:0",
        "extract.before-data:0",
        "extract.before-tasks:1",
        "extract.before-release:0",
        "upgrade.after-recordings:0",
        "upgrade.before-data:0",
        "upgrade.after-enrollments:1",
        "upgrade.after-profiles:0",
        "upgrade.after-tasks:1",
        "upgrade.before-left:0",
        "upgrade.before-agreement:0",
        "upgrade.before-finish:0",
        "upgrade.before-release:0"
      })
  void anUpgradeKilledAtANamedPoint(String point) throws Exception {
    String warehouse = point.replace(':', '-');
    Files.copy(folder.resolve("audio/b.wav"), Path.of(URI.create(gone)));
    fill(warehouse);
    Files.delete(Path.of(URI.create(gone)));
    assertThat(Driver.crash(log(), upgrade(warehouse), point)).isEqualTo(Driver.KILLED);
    assertThat(Driver.run(log(), upgrade(warehouse))).isZero();
    assertThat(hashes(warehouse)).isEqualTo(undisturbed);
    assertThat(folder.resolve(warehouse + "-lists")).isEmptyDirectory();
  }

  private void fill(String warehouse) throws Exception {
    assertThat(
            Driver.run(
                log(),
                List.of(
                    "extract",
                    "--manifest=" + recordings,
                    "--warehouse=" + folder.resolve(warehouse),
                    "--run-id=33333333-3333-4333-8333-333333333333",
                    "--quiet")))
        .isZero();
    assertThat(
            Driver.run(
                log(),
                List.of(
                    "enroll",
                    "--manifest=" + enrollments,
                    "--create",
                    "--warehouse=" + folder.resolve(warehouse),
                    "--run-id=44444444-4444-4444-8444-444444444444",
                    "--quiet")))
        .isZero();
  }

  private List<String> upgrade(String warehouse) {
    return List.of(
        "upgrade",
        "--model=voxmatrix-v0",
        "--warehouse=" + folder.resolve(warehouse),
        "--folder=" + folder.resolve(warehouse + "-lists"),
        "--run-id=55555555-5555-4555-8555-555555555555",
        "--wave-items=2");
  }

  private static Map<String, String> hashes(String warehouse) throws Exception {
    Map<String, String> hashes = TableHashes.of(folder.resolve(warehouse));
    hashes.keySet().removeAll(OF_PLACES);
    return hashes;
  }

  private static String audio(String name, int utterance) throws Exception {
    Path file = Files.createDirectories(folder.resolve("audio")).resolve(name);
    Files.write(file, WavFiles.of(Enrollments.voice("english-rms", utterance)));
    return file.toUri().toString();
  }

  private static File log() {
    return folder.resolve("driver.log").toFile();
  }
}
