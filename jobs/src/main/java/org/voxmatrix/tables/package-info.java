/**
 * Everything Voxmatrix keeps, as Iceberg tables of the catalog {@code vox}, and the ledger that
 * makes a run restartable. No other package touches storage of tables. {@link
 * org.voxmatrix.tables.Warehouse} opens the catalog, {@link org.voxmatrix.tables.VoxTable} lists
 * the tables, {@link org.voxmatrix.tables.Ledger} records runs, plans and tasks.
 *
 * <p>Rows that belong to a run carry {@code run_id} and {@code wave}, and a wave is written by an
 * overwrite of exactly that partition: writing it twice replaces it.
 */
package org.voxmatrix.tables;
