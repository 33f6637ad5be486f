package org.voxmatrix.phrase;

import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import edu.cmu.sphinx.linguist.dictionary.TextDictionary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The US English dictionary and acoustic model that sphinx4-data carries. sphinx4 keeps static
 * caches without locks, so all that builds from these holds the lock of this class.
 */
final class English {

  private static final String MODELS = "/edu/cmu/sphinx/models/en-us/";

  /** sphinx4 logs by the short names of its classes; held, or a logger forgets its level. */
  private static final List<Logger> CHATTER =
      Stream.of("edu.cmu.sphinx", "org.voxmatrix.phrase", "AutoCepstrum", "BatchCMN", "Denoise")
          .map(Logger::getLogger)
          .toList();

  static final UnitManager UNITS = new UnitManager();

  private static TextDictionary dictionary;
  private static Sphinx3Loader settings;

  static {
    CHATTER.forEach(logger -> logger.setLevel(Level.SEVERE));
  }

  private English() {}

  static synchronized boolean knows(String word) {
    return dictionary().getWord(word) != null;
  }

  /** Looks words up lazily: only under the lock. */
  static synchronized TextDictionary dictionary() {
    if (dictionary == null) {
      Dictionary loaded =
          new Dictionary(resource("cmudict-en-us.dict"), resource("en-us/noisedict"));
      loaded.load();
      dictionary = loaded;
    }
    return dictionary;
  }

  /** The model that front ends read their settings from; nothing is scored with it. */
  static synchronized Sphinx3Loader settings() {
    if (settings == null) {
      settings = acoustics();
    }
    return settings;
  }

  /** A model of its own: its Gaussians cache the scores of the latest frame. */
  static synchronized Sphinx3Loader acoustics() {
    Sphinx3Loader loader = new Sphinx3Loader(resource("en-us"), UNITS, 0f, 1e-7f, 0.0001f, 4, true);
    try {
      loader.load();
    } catch (IOException failure) {
      throw new UncheckedIOException("the acoustic model of sphinx4-data", failure);
    }
    return loader;
  }

  private static URL resource(String path) {
    URL url = TextDictionary.class.getResource(MODELS + path);
    if (url == null) {
      throw new IllegalStateException(MODELS + path + " is not on the class path: sphinx4-data");
    }
    return url;
  }

  /** Loads once, whatever grammar asks for it. */
  private static final class Dictionary extends TextDictionary {

    Dictionary(URL words, URL fillers) {
      super(words, fillers, List.of(), null, UNITS);
    }

    void load() {
      try {
        super.allocate();
      } catch (IOException failure) {
        throw new UncheckedIOException("the dictionary of sphinx4-data", failure);
      }
    }

    @Override
    public void allocate() {}

    @Override
    public void deallocate() {}
  }
}
