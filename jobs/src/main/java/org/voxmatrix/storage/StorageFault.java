package org.voxmatrix.storage;

import java.nio.file.FileSystemException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;

/** What storage refuses, as an error of the request: the user's or the machine's, not ours. */
public final class StorageFault {

  /** Where messages of Java, Hadoop and Spark have the path. */
  private static final Pattern PLACE =
      Pattern.compile("(?:^|\\s)((?:[a-z0-9]+:)?/\\S.*?)(?= \\(| does not exist|: |\\.?$)");

  private StorageFault() {}

  /**
   * The error of a file or folder that the user named.
   *
   * @param field the option or field that names it
   * @param name how the message calls it, such as {@code Request /tmp/a.json}
   */
  public static RequestException of(String field, String name, Throwable failure) {
    if (failure instanceof RequestException known) {
      return known;
    }
    for (Throwable cause : innermostFirst(failure)) {
      Optional<KnownFailure> known = KnownFailure.of(cause);
      if (known.isPresent()) {
        return error(field, name, known.get().meaning());
      }
    }
    return error(field, name, "cannot be used (%s): check it".formatted(failure));
  }

  /** The error, if storage refused something; it names the place as far as that is known. */
  public static Optional<RequestException> find(Throwable failure) {
    for (Throwable cause : innermostFirst(failure)) {
      Optional<KnownFailure> known = KnownFailure.of(cause);
      if (known.isPresent()) {
        return Optional.of(error("root", place(cause), known.get().meaning()));
      }
    }
    return Optional.empty();
  }

  private static RequestException error(String field, String name, String meaning) {
    boolean full = meaning.equals(KnownFailure.FULL);
    return new RequestException(
        full ? RequestError.STORAGE_CAPACITY_EXCEEDED : RequestError.REQUEST_VALIDATION_ERROR,
        full ? Fault.STORAGE_CAPACITY_EXCEEDED : Fault.STORAGE_UNUSABLE,
        List.of(field),
        name + " " + meaning + ".");
  }

  private static List<Throwable> innermostFirst(Throwable failure) {
    List<Throwable> causes = ExceptionUtils.getThrowableList(failure);
    Collections.reverse(causes);
    return causes;
  }

  private static String place(Throwable failure) {
    if (failure instanceof FileSystemException named && named.getFile() != null) {
      return named.getFile();
    }
    Matcher path = PLACE.matcher(String.valueOf(failure.getMessage()));
    return path.find()
        ? path.group(1)
        : String.valueOf(failure.getMessage()).contains("SQLITE")
            ? "The catalog of the warehouse"
            : "A file or folder that the job needs";
  }
}
