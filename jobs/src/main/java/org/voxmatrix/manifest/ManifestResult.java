package org.voxmatrix.manifest;

/**
 * What a manifest holds.
 *
 * @param recordings number of rows
 * @param bytes size of all audio
 * @param missing recordings whose file was not found
 * @param firstMissing recording_id of the first of them, or null
 * @param inlined recordings with audio in column {@code content}
 */
public record ManifestResult(
    long recordings, long bytes, long missing, String firstMissing, long inlined) {}
