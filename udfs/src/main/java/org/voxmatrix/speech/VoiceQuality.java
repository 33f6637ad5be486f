package org.voxmatrix.speech;

/**
 * How good the audio of a channel is, beside its length and its signal-to-noise ratio.
 *
 * @param level mean power of speech in dB, where 0 is that of a square wave of full scale: the
 *     active speech level, near the one of ITU-T P.56 in dBov
 * @param clippedShare of the samples of speech those that were cut off at the loudest value, 0 to
 *     1; see {@link ClippingMeter}
 * @param bandLimit highest frequency at which speech stands out, Hz, see {@link BandMeter}; null if
 *     it stands out nowhere
 */
public record VoiceQuality(double level, double clippedShare, Integer bandLimit) {}
