package org.voxmatrix.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voxmatrix.access.Gate;
import org.voxmatrix.access.Reach;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.fixtures.Manifests;

class ScoreJobTest {

  private static final String VOICE = Manifests.sample("voices/english-rms/english-rms-1.wav");

  private static final Gate GATE = Gate.of(List.of(), Reach.DEFAULT, new Configuration());

  @TempDir Path folder;

  @Test
  void aRecordingThatCannotBeScoredIsNamedWithItsFault() throws IOException {
    assertThat(fault(folder.resolve("none.wav").toString())).isEqualTo("audio.not-found");
    assertThat(fault(folder.toString())).isEqualTo("audio.unreadable");
    assertThat(fault(Manifests.sample("broken/zeros.wav"))).isEqualTo("audio.no-speech");
    assertThat(fault(Files.writeString(folder.resolve("text.wav"), "no audio").toString()))
        .isEqualTo("audio.unknown-format");
  }

  @Test
  void aRecordingScoresOneWithItself() {
    assertThat(score(VOICE)).isEqualTo(1.0);
  }

  private static double score(String other) {
    return new ScoreJob(new Configuration(), null, ExtractOptions.DEFAULT, GATE)
        .execute(VOICE, other)
        .get(0)
        .score();
  }

  private static String fault(String recording) {
    String[] type = new String[1];
    assertThatThrownBy(() -> score(recording))
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> {
              assertThat(e.detail().get(0).location()).asString().contains(recording);
              assertThat(e).hasMessageStartingWith(recording + ": ");
              type[0] = e.detail().get(0).type();
            });
    return type[0];
  }
}
