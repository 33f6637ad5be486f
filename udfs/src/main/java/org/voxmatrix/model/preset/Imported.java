package org.voxmatrix.model.preset;

import java.util.Map;

/**
 * The files of a bundle that was made of a graph.
 *
 * @param files by name, {@code bundle.json} and the graphs, which nobody has run yet
 * @param changes what was done to the graph, a sentence each
 */
public record Imported(Map<String, byte[]> files, java.util.List<String> changes) {}
