package org.voxmatrix.jobs.compare;

import java.util.EnumSet;
import org.voxmatrix.jobs.compare.engine.WaveLimits;

class HitsTest extends HitsContract {

  HitsTest() {
    super(
        EnumSet.of(Cut.ODD),
        700,
        300,
        0.4375,
        0.5625,
        new WaveLimits(1L << 30, 1L << 40, 1 << 15, 1 << 16),
        new WaveLimits(1L << 30, 45_678, 55_555, 389));
  }
}
