package org.voxmatrix.manifest;

/** Which files of a folder are recordings. */
public enum FileChoice {
  /** Those with the ending of an audio format. */
  AUDIO,
  /** All. */
  ALL
}
