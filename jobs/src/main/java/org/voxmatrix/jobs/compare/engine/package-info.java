/**
 * Comparison of whole sets on Spark. A {@link org.voxmatrix.jobs.compare.engine.MemberSet} is
 * decoded once and lies in even blocks on the executors; a {@link
 * org.voxmatrix.jobs.compare.engine.ComparePlan} cuts the matrix into waves, each a band of one set
 * that is broadcast to the blocks of the other; {@link
 * org.voxmatrix.jobs.compare.engine.WaveScorer} scores them and commits what is asked for.
 */
package org.voxmatrix.jobs.compare.engine;
