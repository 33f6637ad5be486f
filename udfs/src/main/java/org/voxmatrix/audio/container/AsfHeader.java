package org.voxmatrix.audio.container;

import java.nio.ByteBuffer;
import org.voxmatrix.audio.input.HeaderBytes;

/** The header of a Windows Media file, as far as it says how long the file is. */
final class AsfHeader {

  private static final int FIRST_OBJECT = 30;
  private static final int OBJECT_HEAD = 24;
  private static final int MOST_OBJECTS = 50;

  /** The first half of the GUID of the file properties, little-endian. */
  private static final long FILE_PROPERTIES = 0x11CF_A947_8CAB_DCA1L;

  private static final int FILE_SIZE = 40;
  private static final int FLAGS = 88;
  private static final int PROPERTIES_LENGTH = 92;

  /** Of a live broadcast the size is not valid. */
  private static final int BROADCAST = 1;

  private AsfHeader() {}

  /** Whether the file is as long as it says; also where it does not say. */
  static boolean isWhole(HeaderBytes bytes) {
    long position = FIRST_OBJECT;
    for (int objects = 0; objects < MOST_OBJECTS; objects++) {
      ByteBuffer object = bytes.at(position, PROPERTIES_LENGTH);
      if (object.limit() < PROPERTIES_LENGTH) {
        return true;
      }
      if (object.getLong(0) == FILE_PROPERTIES) {
        return (object.getInt(FLAGS) & BROADCAST) != 0 || object.getLong(FILE_SIZE) <= bytes.size();
      }
      long size = object.getLong(16);
      if (size < OBJECT_HEAD || size > bytes.size() - position) {
        return true;
      }
      position += size;
    }
    return true;
  }
}
