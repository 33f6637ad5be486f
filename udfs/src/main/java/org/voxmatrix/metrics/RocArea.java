package org.voxmatrix.metrics;

/**
 * The area under the ROC curve: how probable it is that a target trial scores more than a
 * non-target trial, ties counted half (Bamber, Journal of Mathematical Psychology 12, 1975). 0.5
 * for scores that say nothing, 1 for perfect ones.
 */
public final class RocArea {

  private RocArea() {}

  /** The area; not a number without trials of both classes. */
  public static double of(TrialCounts counts) {
    double area = 0;
    double below = 0;
    for (int i = 0; i < counts.size(); i++) {
      area += counts.targets(i) * (below + counts.nonTargets(i) / 2);
      below += counts.nonTargets(i);
    }
    return area / counts.targets() / counts.nonTargets();
  }
}
