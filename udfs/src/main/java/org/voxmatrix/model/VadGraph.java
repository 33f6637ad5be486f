package org.voxmatrix.model;

import org.voxmatrix.features.FrontEnd;

/** A bundle's speech detector: {@code [batch, frames, bins]} to {@code [batch, frames]}. */
record VadGraph(GraphFile graph, FrontEnd frontEnd, SpeechThresholds thresholds) {}
