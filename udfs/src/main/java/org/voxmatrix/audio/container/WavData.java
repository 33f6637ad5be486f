package org.voxmatrix.audio.container;

/**
 * The samples that a header announces.
 *
 * @param body first byte
 * @param size bytes, as declared; unsigned
 * @param next where the next chunk begins, if the size is right
 */
record WavData(WavFormat format, long body, long size, long next) {}
