package org.voxmatrix.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.fixtures.OldOperations;
import org.voxmatrix.fixtures.TableRows;
import org.voxmatrix.tables.VoxTable;
import org.voxmatrix.tables.Warehouse;

class StatusCommandTest {

  private static final String NOT_FOUND =
      "{\"error\":{\"code\":\"NotFound\",\"message\":\"No operation id found\"}}";

  private static final String PROFILE = "49a36324-fc4b-4387-aa06-090cfbf0064f";

  @TempDir Path folder;

  @Test
  void anOperationIsGoneADayAfterItsLastAction() throws Exception {
    OldOperations.write(folder, "yesterday", Duration.ofHours(23));
    OldOperations.write(folder, "before", Duration.ofHours(25));

    assertThat(answer(0, "yesterday"))
        .contains("\"status\":\"succeeded\"", "\"recognitionResult\":\"accept\"");
    assertThat(answer(0, "YESTERDAY")).isEqualTo(answer(0, "yesterday"));
    assertThat(answer(4, "before")).isEqualTo(NOT_FOUND);
    assertThat(answer(4, "unknown")).isEqualTo(NOT_FOUND);
    assertThat(answer(0, "before", "--retention-operations", "30d")).contains("succeeded");
    assertThat(answer(4, "yesterday", "--retention-operations", "90m")).isEqualTo(NOT_FOUND);
  }

  @Test
  void anEnrollmentAnswersAsTheServiceDoes() throws Exception {
    try (Warehouse warehouse = Warehouse.embedded(folder)) {
      warehouse.createTables();
      Map<String, Object> noisy = new HashMap<>(enrollment("noisy", "rejected"));
      noisy.put("code", "InvalidRequest");
      noisy.put("message", "Audio is too noisy.");
      Map<String, Object> accepted = new HashMap<>(enrollment("accepted", "done"));
      accepted.put("enrollment_status", "Enrolling");
      accepted.put("enrollments_count", 1);
      accepted.put("enrollments_length", 4.0600000000000005);
      accepted.put("enrollments_speech_length", 2.25);
      accepted.put("remaining_enrollments_count", 2);
      accepted.put("pass_phrase", "my voice is my passport verify me");
      accepted.put("audio_length", 3.5);
      accepted.put("speech_length", 2.25);
      TableRows.add(warehouse, VoxTable.ENROLLMENTS, noisy);
      TableRows.add(warehouse, VoxTable.ENROLLMENTS, accepted);
    }
    assertThat(document(0, "--enrollment", "noisy"))
        .isEqualTo("{\"error\":{\"code\":\"InvalidRequest\",\"message\":\"Audio is too noisy.\"}}");
    assertThat(document(0, "--enrollment", "NOISY"))
        .isEqualTo(document(0, "--enrollment", "noisy"));
    assertThat(document(0, "--enrollment", "accepted"))
        .isEqualTo(
            "{\"profileId\":\"%s\",\"enrollmentStatus\":\"Enrolling\",\"enrollmentsCount\":1,"
                    .formatted(PROFILE)
                + "\"enrollmentsLength\":4.06,\"enrollmentsSpeechLength\":2.25,"
                + "\"remainingEnrollmentsCount\":2,"
                + "\"passPhrase\":\"my voice is my passport verify me\","
                + "\"audioLength\":3.5,\"audioSpeechLength\":2.25}");
    assertThat(document(4, "--enrollment", "unknown")).isEqualTo(NOT_FOUND);
    assertThat(document(4, "--enrollment", "noisy", "--retention-operations", "0m"))
        .isEqualTo(NOT_FOUND);
  }

  private static Map<String, Object> enrollment(String id, String state) {
    return Map.of(
        "run_id",
        "run",
        "enrollment_id",
        id,
        "profile_id",
        PROFILE,
        "recording_id",
        id,
        "state",
        state,
        "document",
        "",
        "finished_at",
        OffsetDateTime.now(ZoneOffset.UTC));
  }

  @Test
  void aWarehouseThatIsNotThereIsNotMade() {
    Path mistyped = folder.resolve("mistyped");
    for (String option : new String[] {"--reset", "--delete"}) {
      CommandRun run = new CommandRun();
      assertThat(run.of("enroll", option, PROFILE, "--warehouse", mistyped.toString()))
          .isEqualTo(2);
      assertThat(run.err()).contains("There is no warehouse " + mistyped);
    }
    assertThat(Files.exists(mistyped)).isFalse();
  }

  private String answer(int exitCode, String operationId, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--operation", operationId));
    arguments.addAll(List.of(options));
    return document(exitCode, arguments.toArray(String[]::new));
  }

  private String document(int exitCode, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("status", "--warehouse", folder.toString()));
    arguments.addAll(List.of(options));
    CommandRun run = new CommandRun();
    assertThat(run.of(arguments.toArray(String[]::new))).as(run.err()).isEqualTo(exitCode);
    return new ObjectMapper().readTree(run.out()).toString();
  }
}
