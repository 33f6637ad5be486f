package org.voxmatrix.jobs.link.cluster;

import java.io.Serializable;
import java.util.List;

/** What became of a component. */
public record LinkedComponent(List<LinkedVoice> voices, List<LinkedBridge> bridges)
    implements Serializable {}
