package org.voxmatrix.score;

class PlainKernelTest extends KernelContract {

  @Override
  protected Kernel kernel() {
    return new PlainKernel();
  }
}
