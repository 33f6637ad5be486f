package org.voxmatrix.manifest;

/** Where the audio of a manifest is. */
public enum AudioPlace {
  /** In the files that {@code uri} names. */
  FILES,
  /** Also in the manifest, in column {@code content}: the cure for many small files. */
  INLINE
}
