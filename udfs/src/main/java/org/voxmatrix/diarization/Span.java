package org.voxmatrix.diarization;

/**
 * A run of frames.
 *
 * @param from its first frame
 * @param to the frame after its last
 */
public record Span(long from, long to) {}
