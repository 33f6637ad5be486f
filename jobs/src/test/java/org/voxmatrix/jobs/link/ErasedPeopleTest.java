package org.voxmatrix.jobs.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.voxmatrix.fixtures.DiskScan;
import org.voxmatrix.jobs.erase.EraseJob;
import org.voxmatrix.jobs.erase.EraseResult;
import org.voxmatrix.jobs.erase.EraseSettings;
import org.voxmatrix.jobs.link.cluster.Linkage;

/** People forget the erased. */
class ErasedPeopleTest extends LinkTests {

  private static final String ZORA = "zora-7f3c";

  /** Zora stands for three, joins two groups, has a copy, and is somebody alone. */
  @Test
  void nothingOfARecordingIsLeft() throws IOException {
    String voices =
        set(
            "voices",
            Angle.of("a1#0", 0).ofSeconds(5).of("anna"),
            Angle.of("a2#0", 30).ofSeconds(5),
            Angle.of(ZORA + "#0", 15).ofSeconds(5).of("zora"),
            Angle.of("zz#0", 16).ofSeconds(5),
            Angle.of("zzz#0", 16.5).ofSeconds(5),
            Angle.of(ZORA + "#1", 100).ofSeconds(5),
            Angle.of("c1#0", 140).ofSeconds(7),
            Angle.of("c2#0", 141).ofSeconds(9));
    String bridged =
        set(
            "bridged",
            Angle.of("d1", 0),
            Angle.of("d2", 1),
            Angle.of(ZORA, 10),
            Angle.of("d3", 19),
            Angle.of("d4", 20));
    LinkResult linked = link(within(25, voices).withLabels("speaker"));
    LinkResult bridges = link(within(9.5, bridged).withLinkage(Linkage.COMPLETE));
    assertThat(row(linked, ZORA + "#0")).isEqualTo("[zora-7f3c#0,5,3,2,null,2,false,false]");
    assertThat(texts("SELECT id_a, id_b FROM %1$s.people_bridges WHERE run_id = '%2$s'", bridges))
        .contains("[zora-7f3c,null]");
    assertThat(DiskScan.of(own.folder(), ZORA).folders())
        .contains(
            "main/people/data",
            "main/people_members/data",
            "main/people_members/metadata",
            "main/people_bridges/data");

    EraseResult erased =
        new EraseJob(own.context(), EraseSettings.of(List.of(ZORA), List.of())).execute();

    assertThat(erased.recordings()).isEqualTo(1);
    assertThat(DiskScan.of(own.folder(), ZORA).found()).isEmpty();
    assertThat(people(linked))
        .containsExactlyInAnyOrder(Set.of("a1#0", "a2#0", "zz#0", "zzz#0"), Set.of("c1#0", "c2#0"));
    // The first of the copies counts now, and stands for the person.
    assertThat(row(linked, "a1#0")).isEqualTo("[zz#0,4,3,1,anna,1,true,true]");
    assertThat(row(linked, "c1#0")).isEqualTo("[c1#0,2,2,0,null,0,false,false]");
    assertThat(
            texts(
                "SELECT id, copy_of FROM %1$s.people_members WHERE run_id = '%2$s'"
                    + " AND id LIKE 'zz%%'",
                linked))
        .containsExactly("[zz#0,null]", "[zzz#0,zz#0]");
    assertThat(texts("SELECT id_a, id_b FROM %1$s.people_bridges WHERE run_id = '%2$s'", bridges))
        .isEmpty();
    assertThat(link(within(25, voices)).found().voiceprints()).isEqualTo(6);
  }

  /** The person of a voiceprint, as it is told. */
  private String row(LinkResult result, String member) {
    return texts(
            "SELECT medoid_id, voiceprints, recordings, copies, label, labels,"
                + " lowest_score IS NULL, mean_score IS NULL FROM %1$s.people"
                + " WHERE run_id = '%2$s' AND person_id = '"
                + personOf(member, result)
                + "'",
            result)
        .get(0);
  }
}
