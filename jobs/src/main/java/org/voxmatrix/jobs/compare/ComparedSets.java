package org.voxmatrix.jobs.compare;

import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.jobs.compare.engine.ComparePlan;
import org.voxmatrix.jobs.compare.engine.MemberSet;
import org.voxmatrix.jobs.compare.engine.Outputs;
import org.voxmatrix.jobs.compare.engine.WaveLimits;

/** The two sets of a comparison in the memory of the executors; the same one twice for one. */
record ComparedSets(MemberSet a, MemberSet b) implements AutoCloseable {

  List<ErrorDetail> faults() {
    List<ErrorDetail> faults = new ArrayList<>(a.faults());
    if (b != a) {
      faults.addAll(b.faults());
    }
    return faults;
  }

  boolean isEmpty() {
    return a.count() == 0 || b.count() == 0;
  }

  ComparePlan plan(Outputs outputs, WaveLimits limits) {
    ComparePlan.Sets sets = a == b ? ComparePlan.Sets.ONE : ComparePlan.Sets.TWO;
    return ComparePlan.of(outputs, sets, a.count(), b.count(), a.dimension(), limits);
  }

  @Override
  public void close() {
    a.release();
    if (b != a) {
      b.release();
    }
  }
}
