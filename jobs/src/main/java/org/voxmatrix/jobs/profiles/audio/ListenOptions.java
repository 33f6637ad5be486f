package org.voxmatrix.jobs.profiles.audio;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.voxmatrix.access.AllowedRoots;
import org.voxmatrix.access.Reach;
import org.voxmatrix.audio.input.WhenTruncated;
import org.voxmatrix.jobs.Within;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.phrase.PassPhrases;
import org.voxmatrix.phrase.PhraseSimilarity;
import org.voxmatrix.score.Cosine;

/**
 * How recordings of profiles are analyzed, alike when they are enrolled and when they are verified.
 *
 * @param model folder of a model bundle; null is the bundle in the jar
 * @param limits what a recording may be, of each kind
 * @param phrases that a text-dependent profile may say; null where they are not recognised
 * @param leastSimilarity of a phrase to the profile's first one, where that is the check
 * @param copies what becomes of copies of the profile's enrollments
 * @param severalSpeakers what becomes of enrollments in which several people speak
 * @param allowedRoots folders that recordings may be read from; none allows all
 * @param reach which stores they may be on, and how long each may take to answer
 * @param truncated what becomes of a recording that is cut off
 */
@RecordBuilder
public record ListenOptions(
    String model,
    Map<ProfileKind, EnrollLimits> limits,
    PhraseCheck check,
    PassPhrases phrases,
    double leastSimilarity,
    Copies copies,
    SeveralSpeakers severalSpeakers,
    List<String> allowedRoots,
    Reach reach,
    WhenTruncated truncated)
    implements ListenOptionsBuilder.With, Serializable {

  public ListenOptions {
    limits = Map.copyOf(limits);
    Within.check("similarity", leastSimilarity, 0, 1);
    allowedRoots = AllowedRoots.checked(allowedRoots);
  }

  /** The service's limits and phrases, and the default model. */
  public static ListenOptions defaults() {
    return new ListenOptions(
        null,
        Map.of(
            ProfileKind.TEXT_DEPENDENT,
            EnrollLimits.TEXT_DEPENDENT,
            ProfileKind.TEXT_INDEPENDENT,
            EnrollLimits.TEXT_INDEPENDENT),
        PhraseCheck.RECOGNITION,
        new PassPhrases(PassPhrases.DEFAULT),
        PhraseSimilarity.DEFAULT_THRESHOLD,
        Copies.REJECT,
        SeveralSpeakers.REJECT,
        List.of(),
        Reach.DEFAULT,
        WhenTruncated.USE);
  }

  /**
   * The rules that recordings are judged by.
   *
   * @param mean of the model
   */
  public AudioRules rules(String modelFingerprint, float... mean) {
    return new AudioRules(
        limits,
        check,
        leastSimilarity,
        copies,
        severalSpeakers,
        modelFingerprint,
        Cosine.withMean(mean));
  }
}
