package org.voxmatrix.jobs.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.fixtures.Driver;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.TableHashes;

/** Links that are killed again and again end as calm ones. */
@Tag("slow")
@Tag("faults")
class KilledLinkTest {

  @TempDir Path folder;

  /** In the order in which a run comes to them; the comparison is a run of its own. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "link.before-plan:0 link.before-data:0 compare.before-plan:0 compare.before-data:0"
            + " compare.before-data:1 hits.before-commit:1 compare.before-tasks:1"
            + " compare.before-finish:0",
        "link.before-people_members:0 link.before-people:0 link.before-people_bridges:0"
            + " link.before-links:0 link.before-tasks:0 link.after-tasks:0 link.before-finish:0"
            + " link.before-release:0"
      })
  void killedAtEachPoint(String points) throws Exception {
    List<People.Member> members = new People(8).of(15, 6);
    String set = People.write(folder, "set", members);
    String former = People.write(folder, "former", members.subList(0, 60));
    Path calm = folder.resolve("calm");
    Path killed = folder.resolve("killed");
    for (Path warehouse : List.of(calm, killed)) {
      assertThat(run(job(former, warehouse, "66666666-6666-6666-6666-666666666666"))).isZero();
    }
    assertThat(run(link(set, calm))).isZero();

    for (String point : points.split(" ")) {
      assertThat(Driver.crash(log().toFile(), link(set, killed), point))
          .as(point)
          .isEqualTo(Driver.KILLED);
    }
    assertThat(run(link(set, killed))).isZero();

    assertThat(TableHashes.of(killed)).isEqualTo(TableHashes.of(calm));
    assertThat(TableHashes.of(killed).get("people_members")).startsWith("150 rows");
    assertThat(TableHashes.of(killed).get("people_bridges")).doesNotStartWith("0 rows");
    assertThat(TableHashes.of(killed).get("links")).startsWith("2 rows");
  }

  private static List<String> link(String set, Path warehouse) {
    return job(set, warehouse, "77777777-7777-7777-7777-777777777777");
  }

  private static List<String> job(String set, Path warehouse, String runId) {
    return new ArrayList<>(
        List.of(
            "link",
            "--a=" + set,
            "--labels=speaker",
            "--threshold=0.55",
            "--raw-model=random",
            "--run-id=" + runId,
            "--warehouse=" + warehouse));
  }

  private int run(List<String> job) throws Exception {
    return Driver.run(log().toFile(), job);
  }

  private Path log() {
    return folder.resolve("driver.log");
  }
}
