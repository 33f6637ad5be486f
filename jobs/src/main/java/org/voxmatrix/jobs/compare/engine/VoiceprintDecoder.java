package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Backend;
import org.voxmatrix.voiceprint.Voiceprint;

/** Reads one voiceprint of a set, and checks that it can be scored. */
@FunctionalInterface
public interface VoiceprintDecoder extends Serializable {

  /**
   * Decodes a Base64 string.
   *
   * @throws RejectedException if the voiceprint is invalid
   */
  Voiceprint decode(String text);

  /**
   * A decoder for voiceprints of a model.
   *
   * @param bundle the model; null for raw vectors of {@code rawModel}
   */
  static VoiceprintDecoder of(ModelBundle bundle, String rawModel, Backend backend) {
    if (bundle == null) {
      return text -> checked(Voiceprint.decodeRaw(text, rawModel), backend);
    }
    long expected = bundle.fingerprint();
    String expectedHex = bundle.fingerprintHex();
    String name = bundle.name();
    return text -> {
      Voiceprint voiceprint = Voiceprint.decode(text);
      if (voiceprint.fingerprint() != expected) {
        throw otherModel(voiceprint, expectedHex, name);
      }
      return checked(voiceprint, backend);
    };
  }

  private static Voiceprint checked(Voiceprint voiceprint, Backend backend) {
    backend.check(voiceprint);
    return voiceprint;
  }

  private static RejectedException otherModel(Voiceprint voiceprint, String expected, String name) {
    return new RejectedException(
        Fault.VOICEPRINT_OTHER_MODEL,
        List.of("voiceprint"),
        "The voiceprint is of model %s, expected %s (%s): extract it with that model, or give its own by --model."
            .formatted(voiceprint.fingerprintHex(), expected, name),
        Map.of("model", voiceprint.fingerprintHex(), "expected", expected));
  }
}
