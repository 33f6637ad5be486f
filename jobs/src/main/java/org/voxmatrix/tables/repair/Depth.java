package org.voxmatrix.tables.repair;

/** How thoroughly files are checked. */
public enum Depth {
  /** Whether they are there and as long as they should be; manifests are read. */
  LENGTHS,
  /** Data files are read, too, whole. */
  CONTENTS
}
