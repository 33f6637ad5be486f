package org.voxmatrix.voiceprint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

class VoiceprintTest {

  private static final Voiceprint GOLDEN =
      Voiceprint.of(
          0x3240a3183c535c9cL,
          1,
          -0.5f,
          0.25f,
          -0.0f,
          Float.MIN_VALUE,
          Float.MAX_VALUE,
          (float) Math.PI);

  /** The file was written by another program: it guards the format, byte order and checksum. */
  @Test
  void readsAndWritesTheStoredForm() throws IOException {
    String stored;
    try (InputStream in = VoiceprintTest.class.getResourceAsStream("version-1.txt")) {
      stored = new String(in.readAllBytes(), US_ASCII).strip();
    }
    assertThat(Voiceprint.decode(stored)).isEqualTo(GOLDEN);
    assertThat(GOLDEN.encode()).isEqualTo(stored);
  }

  @Test
  void tellsWhatItIs() {
    assertThat(GOLDEN).hasToString("voiceprint of 7 values, model 3240a3183c535c9c");
    assertThat(GOLDEN.dimension()).isEqualTo(7);
    assertThat(GOLDEN.encode()).startsWith("VlhWUA");
  }

  @Test
  void cannotBeChangedFromOutside() {
    float[] vector = {1, 2};
    Voiceprint voiceprint = Voiceprint.of(1, vector);
    vector[0] = 9;
    voiceprint.vector()[1] = 9;
    assertThat(voiceprint.vector()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64!", "VlhW=UA", "VlhWUA==\n", "é", "VlhWU"})
  void rejectsBadBase64(String text) {
    assertRejected(() -> Voiceprint.decode(text), Fault.VOICEPRINT_BAD_BASE64, "standard Base64");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'does not begin with VXVP'",
    "4, 'is of version'",
    "14, 'needs'",
    "16, 'has dimension'",
    "18, 'has element type'",
  })
  void rejectsAnotherEnvelope(int alteredByte, String message) {
    byte[] bytes = GOLDEN.toBytes();
    bytes[alteredByte] ^= 0x60;
    assertRejected(() -> Voiceprint.decode(bytes), Fault.VOICEPRINT_BAD_ENVELOPE, message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 19, 27, 51})
  void rejectsATruncatedEnvelope(int length) {
    byte[] bytes = Arrays.copyOf(GOLDEN.toBytes(), length);
    assertRejected(
        () -> Voiceprint.decode(bytes), Fault.VOICEPRINT_BAD_ENVELOPE, length + " bytes");
  }

  @Test
  void rejectsAnEnvelopeWithBytesAfterIt() {
    byte[] bytes = Arrays.copyOf(GOLDEN.toBytes(), 53);
    assertRejected(() -> Voiceprint.decode(bytes), Fault.VOICEPRINT_BAD_ENVELOPE, "needs 52");
  }

  @Test
  void rejectsAStringLongerThanAnyVoiceprintBeforeReadingIt() {
    String text = "A".repeat(400_000);
    assertRejected(
        () -> Voiceprint.decode(text), Fault.VOICEPRINT_BAD_ENVELOPE, "400000 characters");
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 13, 20, 47, 48, 51})
  void rejectsAnAlteredByte(int at) {
    byte[] bytes = GOLDEN.toBytes();
    bytes[at] ^= 1;
    assertRejected(() -> Voiceprint.decode(bytes), Fault.VOICEPRINT_BAD_CHECKSUM, "checksum is");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void rejectsValuesThatAreNotFinite(float value) {
    assertRejected(
        () -> Voiceprint.of(1, 0.5f, value), Fault.VOICEPRINT_BAD_VALUE, "Value 1 of the");
    assertRejected(
        () -> Voiceprint.decode(new Envelope(1, new float[] {0.5f, value}).write()),
        Fault.VOICEPRINT_BAD_VALUE,
        "not finite");
  }

  @Test
  void rejectsZeros() {
    assertRejected(() -> Voiceprint.of(1, 0, -0.0f), Fault.VOICEPRINT_BAD_VALUE, "All 2 values");
    assertRejected(
        () -> Voiceprint.decode(new Envelope(1, new float[3]).write()),
        Fault.VOICEPRINT_BAD_VALUE,
        "All 3 values");
  }

  @Test
  void rejectsDimensionsOutOfRange() {
    assertRejected(() -> Voiceprint.of(1), Fault.VOICEPRINT_BAD_ENVELOPE, "has 0 values");
    assertRejected(
        () -> Voiceprint.of(1, new float[65_537]), Fault.VOICEPRINT_BAD_ENVELOPE, "65537 values");
  }

  @Test
  void readsRawVectors() {
    Voiceprint raw = Voiceprint.decodeRaw(raw(0.5f, -2), "other-system");
    assertThat(raw.vector()).containsExactly(0.5f, -2);
    assertThat(raw.fingerprintHex()).isEqualTo("794f43d8b2d4a20c");
    assertThat(Voiceprint.decode(raw.encode())).isEqualTo(raw);
    assertThat(Voiceprint.decodeRaw(raw(0.5f, -2), "third-system")).isNotEqualTo(raw);
  }

  @Test
  void rejectsBadRawVectors() {
    assertRejected(
        () -> Voiceprint.decodeRaw("AAAA", "x"), Fault.VOICEPRINT_BAD_ENVELOPE, "3 bytes");
    assertRejected(() -> Voiceprint.decodeRaw("", "x"), Fault.VOICEPRINT_BAD_ENVELOPE, "0 values");
    assertRejected(() -> Voiceprint.decodeRaw("?", "x"), Fault.VOICEPRINT_BAD_BASE64, "Base64");
    assertRejected(
        () -> Voiceprint.decodeRaw(raw(1, Float.NaN), "x"), Fault.VOICEPRINT_BAD_VALUE, "NaN");
  }

  /** As numpy makes them without a dtype, and of float32 values that were only widened. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rejectsRawVectorsOfDoubles(boolean widened) {
    Random random = new Random(1);
    ByteBuffer bytes = ByteBuffer.allocate(192 * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 192; i++) {
      double value = 0.1 * random.nextGaussian();
      bytes.putDouble(widened ? (float) value : value);
    }
    String text = Base64.getEncoder().encodeToString(bytes.array());
    assertRejected(() -> Voiceprint.decodeRaw(text, "x"), Fault.VOICEPRINT_BAD_VALUE, "as float64");
  }

  /** As models on GPUs give them. */
  @ParameterizedTest
  @ValueSource(doubles = {0.07, 1, 6})
  void rejectsRawVectorsOfHalves(double deviation) {
    Random random = new Random(1);
    ByteBuffer bytes = ByteBuffer.allocate(256 * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    float[] whole = new float[256];
    for (int i = 0; i < 256; i++) {
      whole[i] = (float) (deviation * random.nextGaussian());
      bytes.putShort(half(whole[i]));
    }
    String text = Base64.getEncoder().encodeToString(bytes.array());
    assertRejected(() -> Voiceprint.decodeRaw(text, "x"), Fault.VOICEPRINT_BAD_VALUE, "as float16");
    assertThat(Voiceprint.decodeRaw(raw(whole), "x").dimension()).isEqualTo(256);
  }

  /** Of a value that float16 has without a subnormal, cut off. */
  private static short half(float value) {
    int bits = Float.floatToIntBits(value);
    int exponent = (bits >> 23 & 255) - 127 + 15;
    return (short) (bits >> 16 & 0x8000 | Math.max(0, exponent) << 10 | bits >> 13 & 1023);
  }

  @Test
  void rejectsRawVectorsInTheOtherByteOrder() {
    Random random = new Random(1);
    ByteBuffer bytes = ByteBuffer.allocate(192 * Float.BYTES).order(ByteOrder.BIG_ENDIAN);
    random.doubles(192, -0.2, 0.2).forEach(value -> bytes.putFloat((float) value));
    String text = Base64.getEncoder().encodeToString(bytes.array());
    assertRejected(() -> Voiceprint.decodeRaw(text, "x"), Fault.VOICEPRINT_BAD_VALUE, "big-endian");
  }

  @Test
  void comparesOnlyWithinAModel() {
    assertRejected(
        () -> Voiceprint.of(1, 1).requireComparableTo(Voiceprint.of(2, 1)),
        Fault.VOICEPRINT_OTHER_MODEL,
        "is of model 0000000000000001, expected 0000000000000002");
    assertRejected(
        () -> Voiceprint.of(1, 1).requireComparableTo(Voiceprint.of(1, 2, 3)),
        Fault.VOICEPRINT_OTHER_DIMENSION,
        "has 1 values, expected 2");
  }

  private static String raw(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static void assertRejected(ThrowingCallable call, Fault fault, String message) {
    assertThatThrownBy(call)
        .hasMessageContaining(message)
        .asInstanceOf(type(RejectedException.class))
        .extracting(RejectedException::fault)
        .isEqualTo(fault);
  }
}
