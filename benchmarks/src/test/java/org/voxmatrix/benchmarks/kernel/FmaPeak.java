package org.voxmatrix.benchmarks.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the processor can do at most. */
@State(Scope.Thread)
public class FmaPeak {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  private static final int STEPS = 1_000_000;

  private float factor = 0.999f;
  private float summand = 0.001f;
  private long one = 1;
  private long bits = 0x55555555;

  /** Fused multiply-adds on registers alone, in ten independent chains; an operation is one. */
  @Benchmark
  @OperationsPerInvocation(20 * STEPS)
  public float multiplyAdds() {
    FloatVector x = FloatVector.broadcast(SPECIES, factor);
    FloatVector y = FloatVector.broadcast(SPECIES, summand);
    FloatVector s0 = y, s1 = y, s2 = y, s3 = y, s4 = y, s5 = y, s6 = y, s7 = y, s8 = y, s9 = y;
    for (int i = 0; i < STEPS; i++) {
      s0 = s0.fma(x, y);
      s1 = s1.fma(x, y);
      s2 = s2.fma(x, y);
      s3 = s3.fma(x, y);
      s4 = s4.fma(x, y);
      s5 = s5.fma(x, y);
      s6 = s6.fma(x, y);
      s7 = s7.fma(x, y);
      s8 = s8.fma(x, y);
      s9 = s9.fma(x, y);
      s0 = s0.fma(x, y);
      s1 = s1.fma(x, y);
      s2 = s2.fma(x, y);
      s3 = s3.fma(x, y);
      s4 = s4.fma(x, y);
      s5 = s5.fma(x, y);
      s6 = s6.fma(x, y);
      s7 = s7.fma(x, y);
      s8 = s8.fma(x, y);
      s9 = s9.fma(x, y);
    }
    FloatVector sum = s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7).add(s8).add(s9);
    return sum.reduceLanes(VectorOperators.ADD);
  }

  /** Additions and exclusive ors, each of which needs the one before: an operation is a cycle. */
  @Benchmark
  @OperationsPerInvocation(2 * STEPS)
  public long cycles() {
    long add = one;
    long xor = bits;
    long x = 0;
    for (int i = 0; i < STEPS; i++) {
      x = (x + add) ^ xor;
    }
    return x;
  }
}
