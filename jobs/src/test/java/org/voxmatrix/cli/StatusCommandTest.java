package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.OldOperations;

class StatusCommandTest {

  private static final String NOT_FOUND =
      "{\"error\":{\"code\":\"NotFound\",\"message\":\"No operation id found\"}}";

  @TempDir Path folder;

  @Test
  void anOperationIsGoneADayAfterItsLastAction() throws Exception {
    OldOperations.write(folder, "yesterday", Duration.ofHours(23));
    OldOperations.write(folder, "before", Duration.ofHours(25));

    assertThat(answer(0, "yesterday"))
        .contains("\"status\":\"succeeded\"", "\"recognitionResult\":\"accept\"");
    assertThat(answer(4, "before")).isEqualTo(NOT_FOUND);
    assertThat(answer(4, "unknown")).isEqualTo(NOT_FOUND);
    assertThat(answer(0, "before", "--retention-operations", "30d")).contains("succeeded");
    assertThat(answer(4, "yesterday", "--retention-operations", "90m")).isEqualTo(NOT_FOUND);
  }

  @Test
  void aWarehouseThatIsNotThereIsNotMade() {
    Path mistyped = folder.resolve("mistyped");
    for (String option : new String[] {"--reset", "--delete"}) {
      CommandRun run = new CommandRun();
      assertThat(
              run.of(
                  "enroll",
                  option,
                  "49a36324-fc4b-4387-aa06-090cfbf0064f",
                  "--warehouse",
                  mistyped.toString()))
          .isEqualTo(2);
      assertThat(run.err()).contains("There is no warehouse " + mistyped);
    }
    assertThat(Files.exists(mistyped)).isFalse();
  }

  private String answer(int exitCode, String operationId, String... options) throws Exception {
    String[] arguments = new String[5 + options.length];
    System.arraycopy(
        new String[] {"status", "--operation", operationId, "--warehouse", folder.toString()},
        0,
        arguments,
        0,
        5);
    System.arraycopy(options, 0, arguments, 5, options.length);
    CommandRun run = new CommandRun();
    assertThat(run.of(arguments)).isEqualTo(exitCode);
    return new ObjectMapper().readTree(run.out()).toString();
  }
}
