package org.voxmatrix.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorDetailTest {

  /** Executors and the driver must write the same text. */
  @Test
  void contextIsInOrderOfNamesInEveryJvm() {
    ErrorDetail detail =
        ErrorDetail.of(
            Fault.AUDIO_CORRUPT, List.of(), "", Map.of("d", 1, "a", 2, "c", 3, "b", 4, "e", 5));
    assertThat(detail.context().keySet()).containsExactly("a", "b", "c", "d", "e");
  }
}
