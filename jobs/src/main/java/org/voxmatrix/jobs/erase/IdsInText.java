package org.voxmatrix.jobs.erase;

import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.profiles.ProfileId;
import org.voxmatrix.ledger.PlanItem;

/**
 * Takes the ids of a person out of texts that users wrote about somebody or something else:
 * attributes, paths of manifests, codes for why there was an erasure. {@link PlanItem#ERASED}
 * stands in their place. An id may be as short as {@code 17}, so it counts only where nothing else
 * can be meant; a GUID counts wherever it stands as a word, however it is spelled. Voxmatrix itself
 * writes no id into a text.
 */
final class IdsInText implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String SCHEME = "\\p{Alpha}[\\p{Alnum}+.-]*:";
  private static final String ENDING = "\\.\\p{Alpha}\\p{Alnum}{1,6}";
  private static final String SHORT_ENDING = "\\.\\p{Alpha}\\p{Alnum}{1,3}";

  /** A URI or an absolute path; or one that ends as the name of a file does. */
  private static final Pattern PATH =
      Pattern.compile(
          "(?:%1$s)?/.*|[^?#]*/[^?#/]*%2$s(?:[?#].*)?|[^?#/]*%3$s"
              .formatted(SCHEME, ENDING, SHORT_ENDING));

  /** A list, map or struct, as Spark and JSON write it. */
  private static final Pattern LIST = Pattern.compile("\\[.*]|\\{.*}", Pattern.DOTALL);

  private final Set<String> profiles;
  private final Pattern profile;
  private final Pattern guid;
  private final Pattern word;
  private final Pattern whole;
  private final Pattern entry;
  private final Pattern name;
  private final Pattern root;

  IdsInText(ErasureSubject person) {
    Set<String> ids = new LinkedHashSet<>(person.recordings());
    ids.addAll(person.profiles());
    String any = any(ids);
    String guids = guids(ids);
    String afterId = "(?=(?:#\\d+(?:@\\d+)?)?";
    String end = "[?#]|\\z|" + ENDING + "(?:[?#]|\\z)";
    this.profiles = person.profiles();
    this.profile = Pattern.compile("\\s*" + guids(profiles) + "\\s*");
    this.guid = Pattern.compile("(?<![\\p{L}\\p{N}])" + guids + "(?![\\p{L}\\p{N}])");
    this.word = Pattern.compile("(?<![\\p{L}\\p{N}_])" + any + "(?![\\p{L}\\p{N}_])");
    this.whole = Pattern.compile("\\A\\s*" + any + afterId + "\\s*\\z)");
    this.entry = Pattern.compile("(?<=[\\[{,:\"]|[,:>] )" + any + afterId + "(?:[\\]},:\"]| ->))");
    String names = any(ids.stream().filter(id -> !id.startsWith("/")).toList());
    this.name = Pattern.compile("(?:\\A|(?<=/))" + names + "(?=/|" + end + ")");
    String roots = any(ids.stream().filter(id -> id.startsWith("/")).toList());
    this.root = Pattern.compile("\\A((?:" + SCHEME + "(?://[^/]*)?)?)" + roots + "(?=" + end + ")");
  }

  /** Any of the ids as it is, inside JSON, and inside a URI with or without other alphabets. */
  private static String any(Collection<String> ids) {
    return group(ids.stream().flatMap(IdsInText::spellings).distinct().map(Pattern::quote));
  }

  /**
   * @throws RequestException if an id can stand in no text
   */
  static void requireWritable(Collection<String> ids) {
    ids.forEach(IdsInText::spellings);
  }

  private static Stream<String> spellings(String id) {
    try {
      String quoted = Json.write(id);
      // After a name, because a path that begins with two slashes is one of a host.
      URI uri = new URI(null, null, "/-" + id, null);
      return Stream.of(
          id,
          quoted.substring(1, quoted.length() - 1),
          uri.getRawPath().substring(2),
          uri.toASCIIString().substring(2));
    } catch (IllegalStateException | URISyntaxException e) {
      // Without its text and its cause: both have the id.
      throw RequestException.badValue(
          "recording", "An id to erase cannot be written in JSON or in a URI: correct it.");
    }
  }

  /** Those of the ids that are GUIDs, in upper or lower case, with or without hyphens. */
  private static String guids(Collection<String> ids) {
    return group(
        ids.stream()
            .map(ProfileId.GUID::matcher)
            .filter(Matcher::matches)
            .map(guid -> "(?i:" + guid.replaceAll("$1-?$2-?$3-?$4-?$5") + ")"));
  }

  private static String group(Stream<String> alternatives) {
    String joined = alternatives.collect(Collectors.joining("|"));
    return joined.isEmpty() ? "(?!)" : "(?:" + joined + ")";
  }

  /** Whether that is one of the profiles, however it is spelled. */
  boolean isProfile(String id) {
    return id != null && (profiles.contains(id) || profile.matcher(id).matches());
  }

  private String guids(String text) {
    return erase(guid, text);
  }

  /** Takes ids out of a text, as words: it may lose a word that only looks like an id. */
  String words(String text) {
    return guids(erase(word, text));
  }

  /** Takes ids out of a value that is one, with or without a channel, or a list that has some. */
  String value(String text) {
    String left = erase(whole, text);
    return guids(LIST.matcher(left).matches() ? erase(entry, left) : left);
  }

  /** As {@link #value}; also names of files and folders out of a path or URI. */
  String valueOrPath(String text) {
    String left = value(text);
    return PATH.matcher(left).matches()
        ? erase(name, root.matcher(left).replaceFirst("$1" + PlanItem.ERASED))
        : left;
  }

  private static String erase(Pattern ids, String text) {
    return ids.matcher(text).replaceAll(PlanItem.ERASED);
  }
}
