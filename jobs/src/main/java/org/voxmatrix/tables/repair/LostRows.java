package org.voxmatrix.tables.repair;

import org.voxmatrix.tables.VoxTable;

/**
 * Rows that are gone with their files.
 *
 * @param runId whose they were; null in tables without runs
 * @param wave of the run; null in tables without waves
 */
public record LostRows(VoxTable table, String runId, Integer wave) {}
