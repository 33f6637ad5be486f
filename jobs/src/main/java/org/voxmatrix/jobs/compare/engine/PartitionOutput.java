package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import org.voxmatrix.score.TopScores;
import org.voxmatrix.tables.VoxTable;

/**
 * What a partition leaves for a table: a file for the driver to commit, or lists that other
 * partitions have too.
 *
 * @param file null for lists
 * @param lists null for a file
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PartitionOutput(VoxTable table, byte[] file, TopScores lists) implements Serializable {}
