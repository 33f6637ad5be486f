/**
 * What scores of labelled trials are worth: error rates, detection costs, log-likelihood-ratio
 * costs. A trial is a target trial if both sides are of one speaker, else a non-target trial;
 * higher scores speak for a target.
 */
package org.voxmatrix.metrics;
