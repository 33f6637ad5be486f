package org.voxmatrix.jobs.profiles;

import java.util.List;
import org.voxmatrix.voiceprint.Voiceprint;
import org.voxmatrix.voiceprint.VoiceprintMean;

/** The voiceprint of a profile. */
public final class ProfileVoiceprint {

  private ProfileVoiceprint() {}

  /** The mean of its accepted enrollments, in order, weighted by their seconds of speech. */
  public static String of(List<EnrollmentRow> enrollments) {
    VoiceprintMean mean = new VoiceprintMean();
    enrollments.forEach(one -> mean.add(Voiceprint.decode(one.voiceprint()), one.speechLength()));
    return mean.mean().orElseThrow().encode();
  }
}
