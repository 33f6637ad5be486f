package org.voxmatrix.jobs.status;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.voxmatrix.storage.Owner;

/** {@code process_ended(owner)}: whether a process of this machine is known to have ended. */
final class ProcessEnded implements ScalarFunction<Boolean>, Serializable {

  static final String NAME = "process_ended";

  @Override
  public Boolean produceResult(InternalRow row) {
    return !row.isNullAt(0) && Owner.ended(row.getUTF8String(0).toString());
  }

  @Override
  public DataType[] inputTypes() {
    return new DataType[] {DataTypes.StringType};
  }

  @Override
  public DataType resultType() {
    return DataTypes.BooleanType;
  }

  @Override
  public boolean isDeterministic() {
    return false;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String canonicalName() {
    return "org.voxmatrix." + NAME;
  }
}
