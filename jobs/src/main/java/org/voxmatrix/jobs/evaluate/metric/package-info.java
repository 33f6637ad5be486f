/**
 * What metrics of an evaluation are worth: values with their intervals, of all and by condition.
 */
package org.voxmatrix.jobs.evaluate.metric;
