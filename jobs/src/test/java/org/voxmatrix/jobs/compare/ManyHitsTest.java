package org.voxmatrix.jobs.compare;

import java.util.EnumSet;
import org.junit.jupiter.api.Tag;
import org.voxmatrix.jobs.compare.engine.WaveLimits;

/** Sets that are larger than any test of every change needs. */
@Tag("slow")
class ManyHitsTest extends HitsContract {

  ManyHitsTest() {
    super(
        EnumSet.allOf(Cut.class),
        5000,
        3000,
        0.59375,
        0.8125,
        new WaveLimits(1L << 30, 1L << 40, 1 << 18, 1 << 16),
        new WaveLimits(1L << 30, 3_234_567, 555_555, 2777));
  }
}
