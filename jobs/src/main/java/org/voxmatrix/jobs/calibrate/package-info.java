/**
 * Calibrations: how scores of a model become log-likelihood ratios, fitted on labelled trials and
 * kept in a table for the jobs that score.
 */
package org.voxmatrix.jobs.calibrate;
