/** The score of two recordings, without Spark and tables. */
package org.voxmatrix.jobs.score;
