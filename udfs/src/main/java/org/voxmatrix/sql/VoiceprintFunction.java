package org.voxmatrix.sql;

import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.types.DataType;

/** A bound function all of whose arguments are voiceprints. */
interface VoiceprintFunction extends BoundFunction {

  VoiceprintArguments arguments();

  @Override
  default DataType[] inputTypes() {
    return arguments().inputTypes();
  }

  @Override
  default String name() {
    return arguments().function();
  }

  @Override
  default String canonicalName() {
    return "org.voxmatrix." + name();
  }
}
