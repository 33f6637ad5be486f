package org.voxmatrix.jobs.profiles.audio;

import java.io.Serializable;
import org.voxmatrix.ledger.PlanItem;

/** What a row of the manifest asks for, and the analysis of its recording. */
public record AnalyzedClaim(PlanItem item, ProfileClaim claim, AudioAnalysis analysis)
    implements Serializable {}
