package org.voxmatrix.access;

import java.io.Serializable;
import java.util.List;
import org.voxmatrix.error.RequestException;

/**
 * How far recordings are gone after.
 *
 * @param schemes that their URIs may have, such as {@code s3a} or {@code hdfs://host:8020}; none
 *     for files of this machine and the stores that Hadoop's settings name
 * @param seconds that one may take to open or to give bytes, at least 1
 */
public record Reach(List<String> schemes, int seconds) implements Serializable {

  /** What is read where nothing else is asked for. */
  public static final Reach DEFAULT = new Reach(List.of(), 60);

  public Reach {
    schemes = schemes.stream().map(AllowedStores::checked).toList();
    if (seconds < 1) {
      throw RequestException.badValue(
          "timeout", "audio.timeout is " + seconds + "; it must be at least 1 second.");
    }
  }
}
