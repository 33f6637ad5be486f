package org.voxmatrix.diarization;

/**
 * What one speaker says without another between.
 *
 * @param from its first frame
 * @param to the frame after its last
 * @param speaker from 0
 */
public record Turn(long from, long to, int speaker) {}
