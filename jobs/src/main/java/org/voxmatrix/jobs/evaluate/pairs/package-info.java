/** Which pairs of labelled sets are trials, and looks at their scores. */
package org.voxmatrix.jobs.evaluate.pairs;
