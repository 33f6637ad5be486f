package org.voxmatrix.jobs.profiles.audio;

import java.io.Serializable;

/**
 * What a row of the manifest asks for.
 *
 * @param profileId as given
 * @param passPhrase what is said, as given; null to take any known phrase
 * @param kind as given, or what follows from other rows and from the profile
 * @param locale as given, or null
 */
public record ProfileClaim(String profileId, String passPhrase, String kind, String locale)
    implements Serializable {}
