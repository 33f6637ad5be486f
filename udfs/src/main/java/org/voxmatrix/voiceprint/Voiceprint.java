package org.voxmatrix.voiceprint;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/**
 * A speaker embedding as the model gave it, with the fingerprint of that model. Voiceprints of
 * different fingerprints are never compared.
 *
 * <p>Immutable. The vector has 1 to {@value #MAX_DIMENSION} finite values that are not all zero.
 */
public final class Voiceprint implements Serializable {

  /** Largest dimension that is read or written. */
  public static final int MAX_DIMENSION = Envelope.MAX_DIMENSION;

  private static final long serialVersionUID = 1L;

  private final long fingerprint;
  private final float[] vector;

  /** Keeps {@code vector} itself: for callers that made it. */
  Voiceprint(long fingerprint, float[] vector) {
    this.fingerprint = fingerprint;
    this.vector = vector;
    checkDimension(vector.length);
    checkValues(vector);
  }

  /**
   * @param fingerprint first 8 bytes of the model's SHA-256, big-endian, so that its hexadecimal
   *     form is the digest's beginning
   * @param vector the embedding; copied
   * @throws RejectedException {@code voiceprint.bad-value} for NaN, infinity or all zeros
   */
  public static Voiceprint of(long fingerprint, float... vector) {
    return new Voiceprint(fingerprint, vector.clone());
  }

  /**
   * Reads the Base64 form.
   *
   * @throws RejectedException {@code voiceprint.bad-base64}, {@code voiceprint.bad-envelope},
   *     {@code voiceprint.bad-checksum} or {@code voiceprint.bad-value}
   */
  public static Voiceprint decode(String base64) {
    return decode(Base64Text.decode(base64, Envelope.size(MAX_DIMENSION)));
  }

  /** Reads the binary form; errors as for the Base64 one. */
  public static Voiceprint decode(byte[] envelope) {
    Envelope read = Envelope.read(envelope);
    return new Voiceprint(read.fingerprint(), read.vector());
  }

  /**
   * Reads a vector of another system: Base64 of little-endian float32 values and nothing else.
   *
   * @param rawModelName names the system that made it; stands in for the model's fingerprint
   */
  public static Voiceprint decodeRaw(String base64, String rawModelName) {
    byte[] bytes = Base64Text.decode(base64, MAX_DIMENSION * Float.BYTES);
    return new Voiceprint(RawVector.fingerprint(rawModelName), RawVector.vector(bytes));
  }

  /** Base64 of {@link #toBytes()}. */
  public String encode() {
    return Base64Text.encode(toBytes());
  }

  /** The binary form: a little-endian envelope that describes itself. */
  public byte[] toBytes() {
    return new Envelope(fingerprint, vector).write();
  }

  /**
   * Checks that this voiceprint may be compared with {@code other}.
   *
   * @throws RejectedException {@code voiceprint.other-model} or {@code voiceprint.other-dimension}
   */
  public void requireComparableTo(Voiceprint other) {
    if (fingerprint != other.fingerprint) {
      throw new RejectedException(
          Fault.VOICEPRINT_OTHER_MODEL,
          List.of("voiceprint"),
          "The voiceprint is of model %s, expected %s. Extract both with one model."
              .formatted(fingerprintHex(), other.fingerprintHex()),
          Map.of("model", fingerprintHex(), "expected", other.fingerprintHex()));
    }
    if (dimension() != other.dimension()) {
      throw new RejectedException(
          Fault.VOICEPRINT_OTHER_DIMENSION,
          List.of("voiceprint"),
          "The voiceprint has %s values, expected %s. Extract both with one model."
              .formatted(dimension(), other.dimension()),
          Map.of("dimension", dimension(), "expected", other.dimension()));
    }
  }

  /** First 8 bytes of the model's SHA-256. */
  public long fingerprint() {
    return fingerprint;
  }

  /** The fingerprint as 16 hexadecimal digits. */
  public String fingerprintHex() {
    return HexFormat.of().toHexDigits(fingerprint);
  }

  public int dimension() {
    return vector.length;
  }

  /** Value {@code i}, from 0. */
  public float at(int i) {
    return vector[i];
  }

  /** A copy of the embedding. */
  public float[] vector() {
    return vector.clone();
  }

  /** Equal model and bitwise equal values. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Voiceprint that
        && fingerprint == that.fingerprint
        && Arrays.equals(vector, that.vector);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(fingerprint) + Arrays.hashCode(vector);
  }

  @Override
  public String toString() {
    return "voiceprint of " + vector.length + " values, model " + fingerprintHex();
  }

  private static void checkDimension(int dimension) {
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw BadVoiceprint.of(
          Fault.VOICEPRINT_BAD_ENVELOPE,
          "The voiceprint has %s values; expected 1 to %s. Extract it again."
              .formatted(dimension, MAX_DIMENSION));
    }
  }

  private static void checkValues(float[] vector) {
    boolean zero = true;
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        throw BadVoiceprint.of(
            Fault.VOICEPRINT_BAD_VALUE,
            "Value %s of the voiceprint is %s, not finite. Extract it again."
                .formatted(i, vector[i]));
      }
      zero &= vector[i] == 0;
    }
    if (zero) {
      throw BadVoiceprint.of(
          Fault.VOICEPRINT_BAD_VALUE,
          "All " + vector.length + " values of the voiceprint are zero. Extract it again.");
    }
  }
}
