package org.voxmatrix.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

@Timeout(30)
class RecordingInputTest {

  private static final byte[] CONTENT = {3, 1, 4, 1, 5, 9};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"12:30.wav", "s3:a.wav", ":.wav", "a b#c%41?.wav", "\u00fc\ud83c\udfa4.wav"})
  void namesAreTakenAsTheyAre(String name) throws IOException {
    Path file = Files.write(folder.resolve(name), CONTENT);
    String uri = file.toUri().toString();
    assertThat(content(uri)).isEqualTo(CONTENT);
    assertThat(content(file.toString())).isEqualTo(CONTENT);
    assertThat(content(uri.replace("file:///", "file://localhost/"))).isEqualTo(CONTENT);
    assertThat(content(uri.replace("file:///", "file:/"))).isEqualTo(CONTENT);
  }

  @Test
  void checksumsThatOthersLeftAreNotBelieved() throws IOException {
    Path file = Files.write(folder.resolve("a.wav"), CONTENT);
    Files.write(
        folder.resolve(".a.wav.crc"), new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0, 1, 2, 3, 4});
    assertThat(content(file.toUri().toString())).isEqualTo(CONTENT);
  }

  @Test
  void pipesAndDevicesAreRejected() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe.wav");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path link = Files.createSymbolicLink(folder.resolve("link.wav"), pipe);
    for (String uri : List.of(pipe.toUri().toString(), link.toString(), "file:///dev/zero")) {
      assertThat(fault(uri)).as(uri).isEqualTo(Fault.AUDIO_UNREADABLE);
    }
  }

  @Test
  void otherFaultsAreTyped() throws IOException {
    assertThat(fault(folder.resolve("none.wav").toString())).isEqualTo(Fault.AUDIO_NOT_FOUND);
    assertThat(fault(folder.toUri().toString())).isEqualTo(Fault.AUDIO_UNREADABLE);
    assertThat(fault("file://elsewhere/a.wav")).isEqualTo(Fault.MANIFEST_BAD_VALUE);
    Path link = Files.createSymbolicLink(folder.resolve("gone.wav"), folder.resolve("none"));
    assertThat(fault(link.toString())).isEqualTo(Fault.AUDIO_NOT_FOUND);
    Path circle = Files.createSymbolicLink(folder.resolve("loop.wav"), folder.resolve("loop.wav"));
    Path file = Files.write(folder.resolve("a.wav"), CONTENT);
    for (Path nowhere : List.of(circle, file.resolve("b.wav"), folder.resolve("x".repeat(300)))) {
      assertThat(fault(nowhere.toString())).isEqualTo(Fault.AUDIO_NOT_FOUND);
    }
  }

  @Test
  void rootsHoldForEveryWayToWriteAFile() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("in:side"));
    Path file = Files.write(inside.resolve("a.wav"), CONTENT);
    AllowedRoots roots = new AllowedRoots(List.of(inside.toUri().toString()));
    String uri = file.toUri().toString().replace("file:///", "file://localhost/");
    RecordingInput.open(uri, roots, new Configuration()).close();
    String other = URI.create("file://localhost" + folder.toUri().getPath() + "b.wav").toString();
    assertThatThrownBy(() -> RecordingInput.open(other, roots, new Configuration()))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.fault()).isEqualTo(Fault.AUDIO_FORBIDDEN));
  }

  /** What a network disk does whose server is gone. */
  @Test
  void aReadThatNeverEndsIsGivenUp() throws IOException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    AudioInput stuck =
        new AudioInput() {
          @Override
          public long size() {
            return 10;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            while (never.getCount() > 0) {
              Thread.onSpinWait();
            }
            buffer[0] = 1;
            return 1;
          }

          @Override
          public void seek(long position) {}

          @Override
          public void close() {
            closed.countDown();
          }
        };
    byte[] buffer = new byte[10];
    TimedInput input = new TimedInput(stuck, Duration.ofMillis(50));
    RejectedException given =
        catchThrowableOfType(RejectedException.class, () -> input.read(buffer, 0, 10));
    input.close();
    assertThat(given.fault()).isEqualTo(Fault.AUDIO_UNREADABLE);
    never.countDown();
    assertThat(closed).satisfies(CountDownLatch::await);
    assertThat(buffer).containsOnly(0);
    TimedInput prompt = new TimedInput(new BytesInput(CONTENT), Duration.ofSeconds(20));
    prompt.seek(2);
    assertThat(prompt.read(buffer, 1, 9)).isEqualTo(4);
    assertThat(buffer).startsWith(0, 4, 1, 5, 9);
  }

  private static Fault fault(String uri) {
    return catchThrowableOfType(RejectedException.class, () -> content(uri)).fault();
  }

  private static byte[] content(String uri) throws IOException {
    try (AudioInput input =
        RecordingInput.open(uri, new AllowedRoots(List.of()), new Configuration())) {
      byte[] buffer = new byte[100];
      int count = input.read(buffer, 0, 100);
      return java.util.Arrays.copyOf(buffer, count);
    }
  }
}
