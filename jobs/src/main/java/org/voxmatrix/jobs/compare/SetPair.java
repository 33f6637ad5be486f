package org.voxmatrix.jobs.compare;

import java.util.List;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.ledger.Suppressions;

/** The two sets of a comparison before they are read; the same one twice for one set. */
record SetPair(SetSource a, SetSource b) {

  /** Where the sets come from. */
  @FunctionalInterface
  interface Choice {

    /**
     * @param model of which voiceprints are meant, where there are those of several
     * @param measures that voiceprints are to be read with
     * @throws org.voxmatrix.error.RequestException if a set is not there, or of another form
     */
    SetPair open(JobContext context, SetModel model, List<QualityMeasure> measures);
  }

  /** Sets by name: Parquet paths, tables or {@code run:ID}. */
  record Named(String a, String b) implements Choice {

    @Override
    public SetPair open(JobContext context, SetModel model, List<QualityMeasure> measures) {
      Suppressions suppressed = Suppressions.load(context.warehouse());
      SetSource setA =
          SetSource.open(context, model.fingerprintHex(), a, "voiceprints_a", measures)
              .without(suppressed);
      return new SetPair(
          setA,
          a.equals(b)
              ? setA
              : SetSource.open(context, model.fingerprintHex(), b, "voiceprints_b", measures)
                  .without(suppressed));
    }
  }

  /** Sets that another job has made. */
  record Made(SetSource a, SetSource b) implements Choice {

    @Override
    public SetPair open(JobContext context, SetModel model, List<QualityMeasure> measures) {
      if (!a.rows().measures().equals(measures) || !b.rows().measures().equals(measures)) {
        throw new IllegalArgumentException("sets were made without " + measures);
      }
      return new SetPair(a, b);
    }
  }
}
