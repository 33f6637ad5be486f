/**
 * The application jar where users run it: a standalone Spark cluster in processes of its own, HDFS,
 * and an S3 store. Nothing here is on the class path of the product, and the other way round.
 */
package org.voxmatrix.cluster;
