package org.voxmatrix.session;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.storage.Machine;
import org.voxmatrix.storage.StorageFault;
import org.voxmatrix.storage.TableFault;

/** Tells failures that are the user's or the machine's from our own. */
public final class Faults {

  /** What Spark says of a Parquet file with damaged pages; Iceberg reads our own tables. */
  private static final Pattern READING =
      Pattern.compile("(?:Encountered error|Error) while reading file (.*?)\\.?(?:\\s|$)");

  private Faults() {}

  /** The error of the request, if the failure is not a bug. */
  public static Optional<RequestException> find(Throwable failure) {
    if (failure instanceof RequestException known) {
      return Optional.of(known);
    }
    return Machine.fault(failure)
        .or(() -> TableFault.find(failure))
        .or(() -> StorageFault.find(failure))
        .or(
            () ->
                ExceptionUtils.getThrowableList(failure).stream()
                    .map(cause -> READING.matcher(String.valueOf(cause.getMessage())))
                    .filter(Matcher::find)
                    .map(said -> ParquetFiles.damaged(said.group(1)))
                    .findFirst());
  }
}
