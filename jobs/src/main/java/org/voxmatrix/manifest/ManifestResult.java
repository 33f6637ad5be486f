package org.voxmatrix.manifest;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a manifest holds.
 *
 * @param recordings number of rows
 * @param bytes size of all audio
 * @param missing recordings whose file was not found
 * @param firstMissing recording_id of the first of them, or null
 * @param forbidden recordings that may not be read from where they are
 * @param inlined recordings with audio in column {@code content}
 * @param others what was left out, by endings, or as {@code hidden}
 */
public record ManifestResult(
    long recordings,
    long bytes,
    long missing,
    String firstMissing,
    long forbidden,
    long inlined,
    Map<String, Long> others) {

  public ManifestResult {
    others = Collections.unmodifiableMap(new TreeMap<>(others));
  }
}
