package org.voxmatrix.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.HitSets;
import org.voxmatrix.fixtures.RawSets;
import org.voxmatrix.fixtures.TableHashes;

/** Kernels differ in the last bits of their scores, and not in what becomes a hit. */
@Tag("slow")
class KernelHitsTest {

  @TempDir Path folder;

  @Test
  void everyKernelFindsTheSameHits() throws Exception {
    String a = RawSets.write(folder, "a", HitSets.nearlyTied(3000, 1));
    String b = RawSets.write(folder, "b", HitSets.tied(2000, 2));
    Map<String, String> plain = tables(a, b, "plain Java", "-Dvoxmatrix.kernel=plain");
    Map<String, String> narrow = tables(a, b, "Vector API, 256 bit", "-XX:UseAVX=2");
    Map<String, String> best = tables(a, b, "Vector API", "-Dvoxmatrix.kernel=vector");
    assertThat(narrow.get("hits")).isEqualTo(plain.get("hits")).doesNotStartWith("0 rows");
    assertThat(best.get("hits")).isEqualTo(plain.get("hits"));
    assertThat(narrow.get("score_blocks"))
        .as("the plain kernel sums in another order, or this test tests nothing")
        .isNotEqualTo(plain.get("score_blocks"));
  }

  private Map<String, String> tables(String a, String b, String kernel, String option)
      throws Exception {
    Path warehouse = folder.resolve("warehouse" + option.hashCode());
    File log = folder.resolve(option.replaceAll("\\W", "") + ".log").toFile();
    List<String> job =
        List.of(
            "compare",
            "--a=" + a,
            "--b=" + b,
            "--raw-model=ties",
            "--warehouse=" + warehouse,
            "--run-id=33333333-3333-3333-3333-333333333333",
            "--matrix",
            "--threshold=0.5",
            "--top-k=20",
            "--top-k-of=both");
    String logging =
        "-Dlog4j2.configurationFile=" + Path.of("..", "conf", "log4j2.properties").toUri();
    // Vector instructions need the optimizing compiler.
    String compiler = "-XX:TieredStopAtLevel=4";
    assertThat(Driver.start(log, job, option, logging, compiler).waitFor()).isZero();
    assertThat(Files.readString(log.toPath())).contains("Scoring kernel: " + kernel);
    return TableHashes.of(warehouse);
  }
}
