package org.voxmatrix.vector;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.voxmatrix.score.Kernel;
import org.voxmatrix.score.KernelChoice;
import org.voxmatrix.score.KernelContract;

/** Runs twice: on the widest vectors of this processor, and again without AVX-512. */
class VectorKernelTest extends KernelContract {

  @Override
  protected Kernel kernel() {
    return new VectorKernel();
  }

  @Test
  void isTheBestKernelOfThisJvm() {
    int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    assertThat(KernelChoice.best()).isInstanceOf(VectorKernel.class);
    assertThat(KernelChoice.best().name()).isEqualTo("Vector API, " + bits + " bit");
    assertThat(bits).isLessThanOrEqualTo(Integer.getInteger("voxmatrix.test.bits", bits));
  }
}
