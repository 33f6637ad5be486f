package org.voxmatrix.extract;

/**
 * What one channel gave.
 *
 * @param channelNumber from 0
 * @param embedding as the model's graph gave it, neither centred nor normalised; null if the
 *     channel has no voiceprint, which one of {@link Extraction#notes()} explains
 * @param speechLength seconds of speech in the whole range, also past the cap on what is embedded;
 *     without speech detection the length of the range
 * @param snrDb signal-to-noise ratio, see {@link org.voxmatrix.speech.SnrMeter}; null if it cannot
 *     be told
 */
@SuppressWarnings("ArrayRecordComponent") // a result on its way to the codec, never compared
public record ChannelVoiceprint(
    int channelNumber, float[] embedding, double speechLength, Double snrDb) {}
