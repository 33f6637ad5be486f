package org.voxmatrix.manifest;

import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * One recording of a manifest.
 *
 * @param recordingId unique name
 * @param path where the audio is
 * @param size in bytes; null if the file cannot be found
 * @param values further columns by name
 */
record ListedFile(String recordingId, Path path, Long size, Map<String, Object> values) {}
