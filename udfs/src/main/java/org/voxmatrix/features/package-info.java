/** The front end: samples to Kaldi-compatible log-mel frames. */
package org.voxmatrix.features;
