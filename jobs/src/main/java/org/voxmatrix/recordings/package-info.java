/**
 * From a manifest to the recordings of a wave: reading it, freezing a plan, opening what it names,
 * and going through the waves.
 */
package org.voxmatrix.recordings;
