package org.voxmatrix.jobs.compare.engine;

import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.calibrations.QualityTerms;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.score.Side;

/**
 * The two sets of a comparison in the memory of the executors; the same one twice for a set against
 * itself.
 */
public record ComparedSets(MemberSet a, MemberSet b) implements AutoCloseable {

  /** What is wrong with rows of either set. */
  public List<ErrorDetail> faults() {
    List<ErrorDetail> faults = new ArrayList<>(a.faults());
    if (b != a) {
      faults.addAll(b.faults());
    }
    return faults;
  }

  /** The set of a side. */
  public MemberSet of(Side side) {
    return side == Side.A ? a : b;
  }

  public boolean isEmpty() {
    return a.count() == 0 || b.count() == 0;
  }

  public ComparePlan plan(Outputs outputs, WaveLimits limits) {
    ComparePlan.Sets sets = a == b ? ComparePlan.Sets.ONE : ComparePlan.Sets.TWO;
    return ComparePlan.of(outputs, sets, a.count(), b.count(), a.dimension(), limits);
  }

  /** A plan to look at every score and to write none. */
  public ComparePlan passPlan(WaveLimits limits) {
    return plan(new Outputs(false, -1, 0, Outputs.Of.ROWS), limits);
  }

  /** A plan to look at the scores of each member of B with all of A, which is sent whole. */
  public ComparePlan rowsPlan() {
    return plan(new Outputs(false, -1, 1, Outputs.Of.ROWS), WaveLimits.WHOLE_BANDS);
  }

  /** The same sets, to whose scores quality adds. */
  public ComparedSets by(QualityTerms terms) {
    MemberSet setA = a.by(terms);
    return new ComparedSets(setA, a == b ? setA : b.by(terms));
  }

  @Override
  public void close() {
    a.release();
    if (b != a) {
      b.release();
    }
  }
}
