/**
 * What an evaluation keeps so that its report can be drawn later: counts of scores, worst errors.
 */
package org.voxmatrix.jobs.evaluate.evidence;
