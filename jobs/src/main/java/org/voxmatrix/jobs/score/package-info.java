/** The score of two recordings at once, without Spark and tables. */
package org.voxmatrix.jobs.score;
