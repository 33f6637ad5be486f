/**
 * How rows are stored: Iceberg tables of the catalog {@code vox}. {@link
 * org.voxmatrix.tables.Warehouse} opens the catalog, {@link org.voxmatrix.tables.VoxTable} lists
 * the tables. No other package deletes or overwrites rows.
 *
 * <p>Rows that belong to a run carry {@code run_id} and {@code wave}, and a wave is written by an
 * overwrite of exactly that partition: writing it twice replaces it.
 */
package org.voxmatrix.tables;
