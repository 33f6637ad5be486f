package org.voxmatrix.voiceprint;

import java.util.Base64;
import org.voxmatrix.error.Fault;

/** Standard Base64 (RFC 4648, section 4) of a bounded size. */
final class Base64Text {

  private Base64Text() {}

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] decode(String text, int maxBytes) {
    if (text.length() > (maxBytes + 2L) / 3 * 4) {
      throw BadVoiceprint.of(
          Fault.VOICEPRINT_BAD_ENVELOPE,
          "The voiceprint string has %s characters, more than the largest voiceprint needs. Pass one voiceprint."
              .formatted(text.length()));
    }
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw BadVoiceprint.of(
          Fault.VOICEPRINT_BAD_BASE64,
          "The voiceprint is not standard Base64: %s. Pass the string as made."
              .formatted(e.getMessage()));
    }
  }
}
