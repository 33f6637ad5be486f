package org.voxmatrix.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OnnxEndTest {

  /** Fails if a new version of the library hides what we take hold of. */
  @Test
  void theEnvironmentOutlivesTheLibrarysHook() {
    assertThat(OnnxEnd.keepEnvironment()).isTrue();
  }
}
