package org.voxmatrix.manifest;

import org.apache.hadoop.fs.LocalFileSystem;

/**
 * Hadoop's local disks, without a checksum file beside each file. A LocalFileSystem still, because
 * S3A writes through one.
 */
final class UncheckedLocalFiles extends LocalFileSystem {

  UncheckedLocalFiles() {
    setWriteChecksum(false);
    setVerifyChecksum(false);
  }
}
