package org.voxmatrix.jobs.profiles;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The GUID of a profile: 32 hexadecimal digits, hyphens after the 8th, 12th, 16th and 20th. */
public final class ProfileId {

  /** The id of no profile. */
  public static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  /** A GUID, hyphens or not; its five groups are what stands between them. */
  public static final Pattern GUID =
      Pattern.compile(
          "(\\p{XDigit}{8})-?(\\p{XDigit}{4})-?(\\p{XDigit}{4})-?(\\p{XDigit}{4})-?(\\p{XDigit}{12})");

  private ProfileId() {}

  /** The id with hyphens and in lower case; empty if it is no GUID, or nobody's. */
  public static Optional<String> parse(String text) {
    Matcher guid = GUID.matcher(text == null ? "" : text.strip());
    if (!guid.matches()) {
      return Optional.empty();
    }
    return Optional.of(guid.replaceAll("$1-$2-$3-$4-$5").toLowerCase(Locale.ROOT))
        .filter(id -> !id.equals(NOBODY));
  }
}
