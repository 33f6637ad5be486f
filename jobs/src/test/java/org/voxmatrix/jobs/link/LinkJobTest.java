package org.voxmatrix.jobs.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voxmatrix.fixtures.InOwnWarehouse;
import org.voxmatrix.fixtures.People;
import org.voxmatrix.fixtures.People.Member;
import org.voxmatrix.jobs.link.cluster.BruteForce;
import org.voxmatrix.jobs.link.cluster.Linkage;

/** People against agglomerative clustering of the whole set by brute force. */
class LinkJobTest extends InOwnWarehouse {

  private static final double THRESHOLD = 0.3;

  @TempDir Path folder;

  private final People people = new People(8);

  @ParameterizedTest
  @EnumSource(Linkage.class)
  void peopleAreThoseOfTheWholeSet(Linkage linkage) {
    List<Member> members = people.of(12, 7);
    String set = People.write(folder, "set", members);

    LinkResult result = link(settings(set).withLinkage(linkage));

    Set<Set<String>> expected = expected(members, linkage);
    assertThat(groups(result)).isEqualTo(expected);
    assertThat(expected).hasSizeBetween(12, 60);
    LinkRow found = result.found();
    assertThat(found.voiceprints()).isEqualTo(84);
    assertThat(found.people()).isEqualTo(expected.size());
    assertThat(found.peopleOfOne()).isEqualTo(sizes(expected).filter(size -> size == 1).count());
    assertThat(found.largest()).isEqualTo(sizes(expected).max().orElseThrow());
    assertThat(found.scoreKind()).isEqualTo("cosine");
  }

  private static java.util.stream.LongStream sizes(Set<Set<String>> groups) {
    return groups.stream().mapToLong(Set::size);
  }

  private LinkSettings settings(String set) {
    return LinkSettings.of(set, THRESHOLD).withRawModel("random");
  }

  private LinkResult link(LinkSettings settings) {
    return new LinkJob(own.context(), settings).execute();
  }

  private Set<Set<String>> groups(LinkResult result) {
    return own
        .context()
        .spark()
        .sql(
            "SELECT person_id, id FROM vox.main.people_members WHERE run_id = '"
                + result.runId()
                + "'")
        .collectAsList()
        .stream()
        .collect(
            Collectors.groupingBy(
                row -> row.getString(0),
                Collectors.mapping(row -> row.getString(1), Collectors.toSet())))
        .values()
        .stream()
        .collect(Collectors.toSet());
  }

  private static Set<Set<String>> expected(List<Member> members, Linkage linkage) {
    return BruteForce.groups(
            members.size(),
            (i, j) -> People.score(members.get(i), members.get(j)),
            linkage,
            THRESHOLD)
        .stream()
        .map(group -> group.stream().map(i -> members.get(i).id()).collect(Collectors.toSet()))
        .collect(Collectors.toSet());
  }
}
