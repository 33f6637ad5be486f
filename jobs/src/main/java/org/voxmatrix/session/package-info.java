/**
 * What one process has of Spark: the session with its warehouse, the model bundle carried to
 * executors, Parquet files that users name, and where progress is told.
 */
package org.voxmatrix.session;
