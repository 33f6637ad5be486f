package org.voxmatrix.jobs.compare;

import org.apache.spark.sql.SparkSession;
import org.voxmatrix.ledger.Suppressions;

/** The two sets of a comparison before they are read; the same one twice for one set. */
record SetPair(SetSource a, SetSource b) {

  /** Where the sets come from. */
  @FunctionalInterface
  interface Choice {

    /**
     * @throws org.voxmatrix.error.RequestException if a set is not there, or of another form
     */
    SetPair open(SparkSession spark, Suppressions suppressed);
  }

  static Choice named(String a, String b) {
    return (spark, suppressed) -> {
      SetSource setA = SetSource.open(spark, a, "voiceprints_a").without(suppressed);
      return new SetPair(
          setA, a.equals(b) ? setA : SetSource.open(spark, b, "voiceprints_b").without(suppressed));
    };
  }
}
