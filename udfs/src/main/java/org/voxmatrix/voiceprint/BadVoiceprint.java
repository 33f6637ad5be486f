package org.voxmatrix.voiceprint;

import java.util.List;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** The error of a voiceprint that cannot be read. */
final class BadVoiceprint {

  private BadVoiceprint() {}

  static RejectedException of(Fault fault, String message) {
    return new RejectedException(fault, List.of("voiceprint"), message);
  }
}
