/**
 * What scores of labelled voiceprints are worth: error rates, costs, and thresholds for rates.
 * Every pair of two sets by speaker labels, the pairs of a trial list, or scores that are there
 * already.
 */
package org.voxmatrix.jobs.evaluate;
