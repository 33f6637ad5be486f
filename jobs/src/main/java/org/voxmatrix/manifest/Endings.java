package org.voxmatrix.manifest;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Knows audio in a folder by the ends of names, and counts what it does not take for audio. */
final class Endings implements Predicate<String> {

  static final SortedSet<String> AUDIO =
      new TreeSet<>(
          Set.of(
              "3g2", "3ga", "3gp", "aac", "adts", "aif", "aifc", "aiff", "amr", "au", "awb", "bwf",
              "caf", "flac", "m4a", "m4b", "m4v", "mka", "mkv", "mov", "mp2", "mp3", "mp4", "mpga",
              "nist", "oga", "ogg", "opus", "qt", "rf64", "snd", "sph", "spx", "w64", "wav", "wave",
              "weba", "webm", "wma", "wmv"));

  /** Longer ends, and such with other characters, are parts of names. */
  private static final String USUAL = "[a-z0-9]{1,8}";

  private final SortedMap<String, Long> others = new TreeMap<>();

  @Override
  public boolean test(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    if (isAudio(last)) {
      return true;
    }
    String ending = ending(last);
    boolean usual = last.contains(".") && ending.matches(USUAL);
    others.merge(usual ? "." + ending : "none", 1L, Long::sum);
    return false;
  }

  /** Whether a file's name ends as one of audio. */
  static boolean isAudio(String name) {
    return AUDIO.contains(ending(name));
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  /** How many files had which other ending, {@code .txt} or {@code none}, so far. */
  Map<String, Long> others() {
    return Collections.unmodifiableMap(others);
  }
}
