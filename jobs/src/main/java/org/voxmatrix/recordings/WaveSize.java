package org.voxmatrix.recordings;

/**
 * How much work one wave takes: what a crash can cost at most.
 *
 * @param items recordings, at least 1
 * @param bytes bytes of audio; a wave with a single larger recording may exceed it
 */
public record WaveSize(int items, long bytes) {}
