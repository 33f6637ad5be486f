package org.voxmatrix.manifest;

/** What to do where there is no recording. */
public enum IfEmpty {
  REFUSE,
  /** Write a manifest without rows. */
  WRITE
}
