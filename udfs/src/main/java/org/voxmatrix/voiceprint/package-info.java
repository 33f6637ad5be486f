/**
 * The voiceprint: a speaker embedding, the model that made it, and the string that carries both.
 */
package org.voxmatrix.voiceprint;
