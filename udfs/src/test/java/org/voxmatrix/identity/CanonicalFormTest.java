package org.voxmatrix.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {

  private enum Colour {
    RED,
    DARK_BLUE
  }

  private record Inner(int count, double minSnrDb) {}

  private record Sample(
      String name,
      Colour colour,
      List<Integer> channels,
      Set<String> words,
      double maxSpeech,
      boolean loud,
      Inner inner,
      Map<Colour, Inner> limits) {

    static final Sample DEFAULT =
        new Sample(
            "a",
            Colour.RED,
            List.of(),
            Set.of(),
            120,
            false,
            new Inner(3, 2),
            Map.of(Colour.RED, new Inner(1, 1), Colour.DARK_BLUE, new Inner(2, 2)));
  }

  private static final Sample OTHER =
      new Sample(
          "B \"b\"",
          Colour.DARK_BLUE,
          List.of(1, 0),
          Set.of("z", "a", "m"),
          60.5,
          true,
          new Inner(4, 2),
          Map.of(Colour.RED, new Inner(1, 1), Colour.DARK_BLUE, new Inner(2, 2.25)));

  @Test
  void theFormOfTheDefaultIsEmpty() {
    assertThat(CanonicalForm.of(Sample.DEFAULT, Sample.DEFAULT)).isEqualTo("{}");
  }

  /** Pinned: plans of earlier runs are told by it. */
  @Test
  void theFormStaysAsItIs() {
    String form = CanonicalForm.of(OTHER, Sample.DEFAULT);
    assertThat(form)
        .isEqualTo(
            "{\"channels\":[1,0],\"colour\":\"dark_blue\",\"inner\":{\"count\":4},"
                + "\"limits\":{\"dark_blue\":{\"min_snr_db\":2.25},\"red\":{}},\"loud\":true,"
                + "\"max_speech\":60.5,\"name\":\"B \\\"b\\\"\",\"words\":[\"a\",\"m\",\"z\"]}");
    assertThat(Sha256.hex(form))
        .isEqualTo("09285cc389c385a8dfc9b2181a0eb470a7923707ad30a092734a18195bb0dd51");
  }

  private record Before(int size) {}

  private record After(List<String> added, int size) {}

  @Test
  void aNewComponentWithItsDefaultChangesNothing() {
    assertThat(CanonicalForm.of(new After(List.of("x"), 5), new After(List.of("x"), 1)))
        .isEqualTo(CanonicalForm.of(new Before(5), new Before(1)))
        .isEqualTo("{\"size\":5}");
  }

  private record Loose(Object value) {}

  private static String form(Object value, Object standard) {
    return CanonicalForm.of(new Loose(value), new Loose(standard));
  }

  @Test
  void aRecordWithoutADefaultOfItsTypeIsWrittenInFull() {
    String full = "{\"value\":{\"count\":1,\"min_snr_db\":2.0}}";
    assertThat(form(new Inner(1, 2), null)).isEqualTo(full);
    assertThat(form(new Inner(1, 2), new Before(1))).isEqualTo(full);
    assertThat(form(List.of(new Before(1)), List.of())).isEqualTo("{\"value\":[{\"size\":1}]}");
  }

  @Test
  void valuesThatJsonHasNoNumberFor() {
    assertThat(form(null, 1)).isEqualTo("{\"value\":null}");
    assertThat(form(Double.POSITIVE_INFINITY, 1)).isEqualTo("{\"value\":\"Infinity\"}");
  }

  @Test
  void refusesWhatHasNoStableForm() {
    assertThatIllegalArgumentException().isThrownBy(() -> form(Path.of("a"), null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanonicalForm.of(new Before(1), new Inner(1, 2)));
  }

  @Test
  void theMapIsTheForm() {
    assertThat(CanonicalForm.map(OTHER, Sample.DEFAULT))
        .containsEntry("max_speech", 60.5)
        .containsEntry("inner", Map.of("count", 4));
  }
}
