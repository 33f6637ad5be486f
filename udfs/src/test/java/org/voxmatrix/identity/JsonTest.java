package org.voxmatrix.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void readsWhatItWrites() {
    String text = Json.write(List.of(1, "a", 2.5));
    assertThat(text).isEqualTo("[1,\"a\",2.5]");
    assertThat(Json.write(Json.read(text))).isEqualTo(text);
  }

  @Test
  void refusesWhatIsNotOneDocument() {
    for (String text : List.of("{", "{} {}", "1 a")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Json.read(text))
          .withCauseInstanceOf(JsonProcessingException.class);
    }
    assertThatIllegalStateException().isThrownBy(() -> Json.write(new Object()));
  }
}
