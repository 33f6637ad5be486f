package org.voxmatrix.phrase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;

class PassPhrasesTest {

  @Test
  void areLowerCaseWithoutPunctuation() {
    PassPhrases phrases = new PassPhrases(List.of("  My voice is my passport, verify me. "));
    assertThat(phrases.normalised()).containsExactly("my voice is my passport verify me");
  }

  @Test
  void theDefaultTenAreAllKnownToTheDictionary() {
    assertThat(new PassPhrases(PassPhrases.DEFAULT).normalised())
        .hasSize(10)
        .startsWith("i am going to make him an offer he cannot refuse")
        .endsWith("be yourself everyone else is already taken");
  }

  @Test
  void aWordThatTheDictionaryLacksIsNamed() {
    assertThatThrownBy(() -> new PassPhrases(List.of("My flurgle is open")))
        .isInstanceOfSatisfying(
            RequestException.class,
            refused -> assertThat(refused.error()).isEqualTo(RequestError.REQUEST_VALIDATION_ERROR))
        .hasMessageContaining("\"my flurgle is open\" has the word \"flurgle\"");
  }

  @Test
  void noneTwiceOrEmptyIsRefused() {
    assertThatThrownBy(() -> new PassPhrases(List.of()))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("no passphrase");
    assertThatThrownBy(() -> new PassPhrases(List.of("Be yourself", "be yourself!")))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("\"be yourself\" is empty or a duplicate");
    assertThatThrownBy(() -> new PassPhrases(List.of("...")))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("empty");
  }

  @Test
  void travel() throws IOException, ClassNotFoundException {
    PassPhrases phrases = new PassPhrases(PassPhrases.DEFAULT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(phrases);
    Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertThat(read).isEqualTo(phrases);
  }
}
