package org.voxmatrix.jobs.compare;

import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.ledger.Suppressions;

/** The two sets of a comparison before they are read; the same one twice for one set. */
record SetPair(SetSource a, SetSource b) {

  /** Where the sets come from. */
  @FunctionalInterface
  interface Choice {

    /**
     * @throws org.voxmatrix.error.RequestException if a set is not there, or of another form
     */
    SetPair open(JobContext context);
  }

  /** Sets by name: Parquet paths, tables or {@code run:ID}. */
  record Named(String a, String b) implements Choice {

    @Override
    public SetPair open(JobContext context) {
      Suppressions suppressed = Suppressions.load(context.warehouse());
      SetSource setA = SetSource.open(context, a, "voiceprints_a").without(suppressed);
      return new SetPair(
          setA,
          a.equals(b) ? setA : SetSource.open(context, b, "voiceprints_b").without(suppressed));
    }
  }

  /** Sets that another job has made. */
  record Made(SetSource a, SetSource b) implements Choice {

    @Override
    public SetPair open(JobContext context) {
      return new SetPair(a, b);
    }
  }
}
