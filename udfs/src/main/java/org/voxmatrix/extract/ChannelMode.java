package org.voxmatrix.extract;

/** What becomes of a recording's channels. */
public enum ChannelMode {
  /** A voiceprint for each channel. */
  SPLIT,
  /** The mean of the channels gives one voiceprint, as channel 0. */
  MIX
}
