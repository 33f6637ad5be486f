package org.voxmatrix.sql;

import java.util.List;
import org.apache.spark.sql.SparkSessionExtensions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * Adds {@code voiceprint_extract}, {@code voiceprint_score} and {@code voiceprint_merge} to every
 * session that has the setting
 *
 * <pre>spark.sql.extensions=org.voxmatrix.sql.VoxmatrixExtensions</pre>
 *
 * <p>{@code DESCRIBE FUNCTION EXTENDED voiceprint_score} explains each one.
 */
public final class VoxmatrixExtensions
    extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

  private static final List<SqlFunction> FUNCTIONS =
      List.of(
          new VoiceprintExtract(), new VoiceprintScore(), new VoiceprintMerge(), new ScoreValues());

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    FUNCTIONS.forEach(function -> extensions.injectFunction(function.registration()));
    return BoxedUnit.UNIT;
  }
}
