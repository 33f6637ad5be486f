package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import org.voxmatrix.voiceprint.Voiceprint;

/** Reads one voiceprint of a set, and checks that it can be scored. */
@FunctionalInterface
public interface VoiceprintDecoder extends Serializable {

  /**
   * Decodes a Base64 text.
   *
   * @throws org.voxmatrix.error.RejectedException if the voiceprint is at fault
   */
  Voiceprint decode(String text);
}
