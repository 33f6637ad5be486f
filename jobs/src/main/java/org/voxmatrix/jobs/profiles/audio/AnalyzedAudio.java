package org.voxmatrix.jobs.profiles.audio;

import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileRow;

/**
 * An audio that is to become an enrollment of a profile.
 *
 * @param profile as it is before; a new one has no enrollments
 * @param phraseMatches whether the audio says what it must
 * @param checkMatches whether the profile's other enrollments were checked in the same way
 * @param modelMatches whether the profile's other enrollments were made with the same model
 */
public record AnalyzedAudio(
    AudioAnalysis heard,
    ProfileRow profile,
    EnrollLimits limits,
    boolean phraseMatches,
    boolean checkMatches,
    boolean modelMatches) {}
