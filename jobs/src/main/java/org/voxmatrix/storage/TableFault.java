package org.voxmatrix.storage;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/**
 * A file of a table that is missing or cannot be read. Nothing but tables is read by Iceberg, and
 * what its readers say of a damaged file may be any exception.
 */
public final class TableFault {

  private static final Pattern TABLE = Pattern.compile("/main/(\\w+)/(?:data|metadata)/");
  private static final Pattern READERS =
      Pattern.compile(
          "org\\.apache\\.iceberg\\.(?!.*(?:Writer|Appender)).*"
              + "(?:Reader|ReadConf|Iterable|Iterator|MetadataParser|ManifestLists|InputStream).*");

  /** The disk or the network, not the file. */
  private static final List<Class<? extends Exception>> TRANSIENT =
      List.of(
          InterruptedException.class,
          InterruptedIOException.class,
          ClosedByInterruptException.class,
          SocketException.class);

  private TableFault() {}

  /** The error, if that is what the failure tells of; it names the table if the failure does. */
  public static Optional<RequestException> find(Throwable failure) {
    return find(
        failure,
        ExceptionUtils.getThrowableList(failure).stream().flatMap(TableFault::table).findFirst());
  }

  /** What the reader of a table is to throw for a failure. */
  public static RuntimeException of(String table, RuntimeException failure) {
    return failure instanceof RequestException
        ? failure
        : find(failure, Optional.of(table)).map(RuntimeException.class::cast).orElse(failure);
  }

  private static Optional<RequestException> find(Throwable failure, Optional<String> table) {
    List<Throwable> causes = ExceptionUtils.getThrowableList(failure);
    boolean absent = causes.stream().anyMatch(TableFault::isAbsence);
    boolean damaged =
        causes.stream().noneMatch(TableFault::isOfStorage)
            && (absent ? table.isPresent() : causes.stream().anyMatch(TableFault::isOfReaders));
    return damaged ? Optional.of(error(table, absent ? "" : " --contents")) : Optional.empty();
  }

  /**
   * @param depth how the damage is found
   */
  private static RequestException error(Optional<String> table, String depth) {
    return new RequestException(
        Fault.WAREHOUSE_DAMAGED,
        List.of("warehouse"),
        "%s is damaged: a file is missing or cannot be read. 'voxmatrix doctor --deep%s' says which, 'voxmatrix repair%s' what of it can be mended."
            .formatted(
                table.map(name -> "Table " + name).orElse("A table of the warehouse"),
                depth,
                depth));
  }

  private static boolean isAbsence(Throwable failure) {
    return failure instanceof NoSuchFileException
        || failure instanceof FileNotFoundException && !isOfStorage(failure)
        || failure.getClass().getName().equals("org.apache.iceberg.exceptions.NotFoundException");
  }

  private static boolean isOfStorage(Throwable failure) {
    return TRANSIENT.stream().anyMatch(type -> type.isInstance(failure))
        || !(failure instanceof NoSuchFileException || failure instanceof EOFException)
            && KnownFailure.of(failure).filter(known -> !known.isAbsence()).isPresent();
  }

  private static boolean isOfReaders(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .anyMatch(frame -> READERS.matcher(frame.getClassName()).matches());
  }

  private static Stream<String> table(Throwable failure) {
    Matcher path = TABLE.matcher(String.valueOf(failure.getMessage()));
    return path.find() ? Stream.of(path.group(1)) : Stream.empty();
  }
}
