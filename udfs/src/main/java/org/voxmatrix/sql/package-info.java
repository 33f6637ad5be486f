/**
 * Voxmatrix in Spark SQL: the functions that {@link org.voxmatrix.sql.VoxmatrixExtensions} adds to
 * a session. A thin layer: each function reads its arguments, calls the voice, and words the error.
 */
package org.voxmatrix.sql;
