/** Normalization of scores by those with a cohort of other speakers: S-norm and AS-norm. */
package org.voxmatrix.jobs.compare.cohort;
