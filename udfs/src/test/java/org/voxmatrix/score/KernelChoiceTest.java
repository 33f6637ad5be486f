package org.voxmatrix.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;

/** Here, where the vector kernel's jar is not on the class path. */
class KernelChoiceTest {

  @Test
  void takesPlainJavaWhereThereIsNothingElse() {
    assertThat(KernelChoice.best().name()).isEqualTo("plain Java");
    assertThat(KernelChoice.best()).isSameAs(KernelChoice.best());
    assertThat(KernelChoice.of("plain").name()).isEqualTo("plain Java");
  }

  @Test
  void refusesAKernelThatCannotRun() {
    assertThatThrownBy(() -> KernelChoice.of("vector"))
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> assertThat(e.error()).isEqualTo(RequestError.REQUEST_VALIDATION_ERROR))
        .hasMessageStartingWith("The system property voxmatrix.kernel is 'vector': ")
        .hasMessageContaining("; add the jar of voxmatrix-vector, or set auto");
  }

  @Test
  void refusesAnUnknownKernel() {
    assertThatThrownBy(() -> KernelChoice.of("avx"))
        .isInstanceOf(RequestException.class)
        .hasMessage("The system property voxmatrix.kernel is 'avx': set auto, vector or plain.");
  }
}
