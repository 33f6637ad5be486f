package org.voxmatrix.jobs.profiles.audio;

import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileRow;

/**
 * A recording that is to become an enrollment of a profile.
 *
 * @param profile as it is before; a new one has no enrollments
 * @param speakersMatch whether no more people speak than may
 * @param phraseMatches whether the required phrase is said
 * @param checkMatches whether the profile's other enrollments were checked in the same way
 * @param modelMatches whether the profile's other enrollments were made with the same model
 */
record AnalyzedAudio(
    AudioAnalysis analysis,
    ProfileRow profile,
    EnrollLimits limits,
    boolean speakersMatch,
    boolean phraseMatches,
    boolean checkMatches,
    boolean modelMatches) {}
