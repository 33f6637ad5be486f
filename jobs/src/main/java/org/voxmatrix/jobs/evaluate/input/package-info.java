/** Text files of trials, of labels and of scores. */
package org.voxmatrix.jobs.evaluate.input;
