/** Scoring of whole sets on Spark, beside other ways to do the same in the same run. */
package org.voxmatrix.benchmarks.scoring;
