/** Calibrations as they are kept: how scores of a model become log-likelihood ratios. */
package org.voxmatrix.calibrations;
