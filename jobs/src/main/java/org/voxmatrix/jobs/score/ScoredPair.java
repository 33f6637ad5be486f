package org.voxmatrix.jobs.score;

import java.util.Optional;
import org.voxmatrix.extract.ChannelVoiceprint;
import org.voxmatrix.model.ScoreBand;

/**
 * Two channels and how alike their voices are.
 *
 * @param score cosine, in [-1, 1], higher is more similar
 * @param band what the model's makers say of such a score, if they do
 */
public record ScoredPair(
    ChannelVoiceprint a, ChannelVoiceprint b, double score, Optional<ScoreBand> band) {}
