/**
 * Scores of whole sets of voiceprints. A {@link org.voxmatrix.score.Backend} turns voiceprints into
 * vectors whose inner product is the score; a {@link org.voxmatrix.score.Kernel} multiplies blocks
 * of them, whatever the backend.
 */
package org.voxmatrix.score;
