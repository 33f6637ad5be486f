package org.voxmatrix.jobs.erase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTextTest {

  private final IdsInText ids =
      new IdsInText(new ErasureSubject(Set.of("zora", "17", "internal"), Set.of(), Set.of()));

  @Test
  void plansLoseTheIdsInWhatPeopleNamed() {
    assertThat(
            PlanText.without(
                ids,
                "{\"manifest\":\"/calls/zora.parquet\",\"allowed_roots\":[\"/calls\",\"/17\"],"
                    + "\"repeat\":\"internal\",\"wave_items\":17}"))
        .isEqualTo(
            "{\"manifest\":\"/calls/erased.parquet\",\"allowed_roots\":[\"/calls\",\"/erased\"],"
                + "\"repeat\":\"internal\",\"wave_items\":17}");
    String other = "{\"manifest\":\"/calls/2024-05-17.parquet\",\"options\":\"start=17, end=20\"}";
    assertThat(PlanText.without(ids, other)).isSameAs(other);
    assertThat(PlanText.without(ids, "")).isEmpty();
  }
}
