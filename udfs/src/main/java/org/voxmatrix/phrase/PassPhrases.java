package org.voxmatrix.phrase;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/**
 * The phrases that enrollment knows. A value: it travels to executors.
 *
 * @param normalised lower case, no punctuation, words one space apart, in the order given
 */
public record PassPhrases(List<String> normalised) implements Serializable {

  /** The ten phrases of the service. */
  public static final List<String> DEFAULT =
      List.of(
          "I am going to make him an offer he cannot refuse",
          "Houston we have had a problem",
          "My voice is my passport verify me",
          "Apple juice tastes funny after toothpaste",
          "You can get in without your password",
          "You can activate security system now",
          "My voice is stronger than passwords",
          "My password is not your business",
          "My name is unknown to you",
          "Be yourself everyone else is already taken");

  /**
   * @throws RequestException if there is no phrase, one is a duplicate, or the recogniser's
   *     dictionary lacks a word, which the message names
   */
  public PassPhrases {
    normalised = normalised.stream().map(PassPhrases::normalise).toList();
    if (normalised.isEmpty()) {
      throw refused("there is no passphrase: give at least one");
    }
    Set<String> seen = new HashSet<>();
    for (String phrase : normalised) {
      if (phrase.isEmpty() || !seen.add(phrase)) {
        throw refused("passphrase \"" + phrase + "\" is empty or a duplicate: remove it");
      }
      for (String word : words(phrase)) {
        if (!English.knows(word)) {
          throw refused(
              "passphrase \"%s\" has the word \"%s\", which the recogniser's dictionary lacks: use another word"
                  .formatted(phrase, word));
        }
      }
    }
  }

  /** Lower case, without punctuation: "My voice is my passport, verify me." has none left. */
  public static String normalise(String phrase) {
    return phrase
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\s]", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  static List<String> words(String normalised) {
    return Arrays.asList(normalised.split(" "));
  }

  private static RequestException refused(String message) {
    return new RequestException(Fault.REQUEST_BAD_VALUE, List.of("passphrase", "phrases"), message);
  }
}
