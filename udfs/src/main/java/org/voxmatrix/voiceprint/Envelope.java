package org.voxmatrix.voiceprint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/**
 * The binary form of a voiceprint, little-endian:
 *
 * <pre>
 * offset size
 *  0     4    magic "VXVP"
 *  4     2    version, 1
 *  6     8    model fingerprint: the digest's first 8 bytes, in its order
 * 14     4    dimension n
 * 18     2    element type, 1 = IEEE 754 binary32
 * 20     4n   elements
 * 20+4n  4    CRC-32C (RFC 3720, appendix B.4) of all bytes before it
 * </pre>
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(long fingerprint, float[] vector) {

  /** Largest dimension that is read or written. */
  static final int MAX_DIMENSION = 65_536;

  private static final int MAGIC =
      ByteBuffer.wrap(new byte[] {'V', 'X', 'V', 'P'}).order(ByteOrder.LITTLE_ENDIAN).getInt();
  private static final short VERSION = 1;
  private static final short FLOAT32 = 1;
  private static final int VERSION_AT = 4;
  private static final int FINGERPRINT_AT = 6;
  private static final int DIMENSION_AT = 14;
  private static final int ELEMENT_TYPE_AT = 18;
  private static final int ELEMENTS_AT = 20;
  private static final int CRC_SIZE = 4;

  static int size(int dimension) {
    return ELEMENTS_AT + dimension * Float.BYTES + CRC_SIZE;
  }

  byte[] write() {
    ByteBuffer out = ByteBuffer.allocate(size(vector.length)).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putShort(VERSION);
    out.putLong(Long.reverseBytes(fingerprint));
    out.putInt(vector.length).putShort(FLOAT32);
    out.asFloatBuffer().put(vector);
    int crcAt = out.capacity() - CRC_SIZE;
    out.putInt(crcAt, crc(out.array(), crcAt));
    return out.array();
  }

  static Envelope read(byte[] envelope) {
    ByteBuffer in = checked(envelope);
    long fingerprint = Long.reverseBytes(in.getLong(FINGERPRINT_AT));
    float[] vector = new float[in.getInt(DIMENSION_AT)];
    in.position(ELEMENTS_AT).asFloatBuffer().get(vector);
    return new Envelope(fingerprint, vector);
  }

  private static ByteBuffer checked(byte[] envelope) {
    ByteBuffer in = ByteBuffer.wrap(envelope).order(ByteOrder.LITTLE_ENDIAN);
    if (envelope.length < size(1)) {
      throw bad("has " + envelope.length + " bytes, fewer than the smallest, " + size(1));
    }
    if (in.getInt(0) != MAGIC) {
      String found = HexFormat.of().formatHex(envelope, 0, VERSION_AT);
      throw bad("does not begin with VXVP but with bytes " + found);
    }
    if (in.getShort(VERSION_AT) != VERSION) {
      throw bad("is of version " + in.getShort(VERSION_AT) + "; known is " + VERSION);
    }
    if (in.getShort(ELEMENT_TYPE_AT) != FLOAT32) {
      throw bad("has element type " + in.getShort(ELEMENT_TYPE_AT) + "; known is " + FLOAT32);
    }
    int dimension = in.getInt(DIMENSION_AT);
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw bad("has dimension " + dimension + "; expected 1 to " + MAX_DIMENSION);
    }
    if (envelope.length != size(dimension)) {
      throw bad(
          "has %s bytes; dimension %s needs %s"
              .formatted(envelope.length, dimension, size(dimension)));
    }
    checkCrc(in);
    return in;
  }

  private static void checkCrc(ByteBuffer in) {
    int crcAt = in.capacity() - CRC_SIZE;
    int stated = in.getInt(crcAt);
    int computed = crc(in.array(), crcAt);
    if (stated != computed) {
      throw BadVoiceprint.of(
          Fault.VOICEPRINT_BAD_CHECKSUM,
          String.format(
              "The voiceprint's checksum is %08x, its content gives %08x. It was altered on its"
                  + " way: copy or extract it again.",
              stated, computed));
    }
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static RejectedException bad(String what) {
    return BadVoiceprint.of(
        Fault.VOICEPRINT_BAD_ENVELOPE,
        "The voiceprint %s. If another system made it, name its model with --raw-model; otherwise extract it again."
            .formatted(what));
  }
}
