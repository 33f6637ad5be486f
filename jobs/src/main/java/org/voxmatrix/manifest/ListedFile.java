package org.voxmatrix.manifest;

import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * One recording of a manifest.
 *
 * @param recordingId unique name
 * @param path where the audio is
 * @param size in bytes; null if the file cannot be found
 * @param forbidden whether it may not be looked at where it is
 * @param values further columns by name
 */
record ListedFile(
    String recordingId, Path path, Long size, boolean forbidden, Map<String, Object> values) {

  /** One that was found. */
  ListedFile(String recordingId, Path path, Long size) {
    this(recordingId, path, size, false, Map.of());
  }
}
