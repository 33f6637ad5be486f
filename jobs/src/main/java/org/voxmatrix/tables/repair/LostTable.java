package org.voxmatrix.tables.repair;

import java.time.Instant;
import org.apache.iceberg.TableMetadata;
import org.voxmatrix.tables.VoxTable;

/**
 * A table that lies in the warehouse and that its catalog does not lead to.
 *
 * @param metadata its newest metadata file
 * @param changedAt when that was written
 * @param rows how many rows it has
 * @param older whether a later state was there, which cannot be read
 */
public record LostTable(
    VoxTable table, TableMetadata metadata, Instant changedAt, long rows, boolean older) {}
