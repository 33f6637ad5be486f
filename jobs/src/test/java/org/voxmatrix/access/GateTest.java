package org.voxmatrix.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.voxmatrix.error.RequestException;

@Timeout(30)
class GateTest {

  private static final byte[] CONTENT = {3, 1, 4, 1, 5, 9};
  private static final Configuration HADOOP = new Configuration();

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
    assertThat(content(uri.replace("file:///", "file://LocalHost/"))).isEqualTo(CONTENT);
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
    Gate gate = gate(inside.toUri().toString());
    String uri = file.toUri().toString().replace("file:///", "file://localhost/");
    gate.open(uri, HADOOP).close();
    String other = URI.create("file://localhost" + folder.toUri().getPath() + "b.wav").toString();
    assertThatThrownBy(() -> gate.open(other, HADOOP))
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

  /**
   * A folder in the way is a link that somebody turns to and fro between the check and the open.
   */
  @Test
  void whatIsOpenedIsWhatWasChecked() throws IOException, InterruptedException {
    Path inside = Files.createDirectories(folder.resolve("roots/good"));
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.write(inside.resolve("a.wav"), CONTENT);
    Files.write(outside.resolve("a.wav"), new byte[] {6, 6, 6});
    Path link = folder.resolve("roots/link");
    Path next = folder.resolve("roots/next");
    AtomicBoolean over = new AtomicBoolean();
    Thread turning =
        new Thread(
            () -> {
              for (int i = 0; !over.get(); i++) {
                try {
                  Files.createSymbolicLink(next, i % 2 == 0 ? inside : outside);
                  Files.move(next, link, ATOMIC_MOVE, REPLACE_EXISTING);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            });
    turning.start();
    try {
      Gate gate = gate(folder.resolve("roots").toString());
      Set<Object> met = new HashSet<>();
      for (int i = 0; i < 3_000; i++) {
        try (AudioInput input = gate.open(link.resolve("a.wav").toString(), HADOOP)) {
          byte[] buffer = new byte[10];
          assertThat(Arrays.copyOf(buffer, input.read(buffer, 0, 10))).isEqualTo(CONTENT);
          met.add(true);
        } catch (RejectedException e) {
          met.add(e.fault());
        }
      }
      assertThat(met).contains(true, Fault.AUDIO_FORBIDDEN);
    } finally {
      over.set(true);
      turning.join();
    }
  }

  /** So does Java where its modules are closed. */
  @Test
  void whatIsOpenKnowsItsPlace() throws IOException {
    Path file = Files.write(folder.resolve("a.wav"), CONTENT);
    OpenFile open = OpenFile.open(Files.createSymbolicLink(folder.resolve("b.wav"), file));
    Files.move(file, folder.resolve("c.wav"));
    assertThat(open.place()).isEqualTo(folder.toRealPath().resolve("a.wav"));
    open.channel().close();
  }

  @Test
  void namesThatCannotBeAreTyped() {
    for (String roots : List.of("", folder.toString())) {
      Gate gate = roots.isEmpty() ? gate() : gate(roots);
      for (String uri :
          List.of("file:///a%00b.wav", "/a\0b.wav", "s3a:///", "file:////", "hdfs://:x/a")) {
        assertThatThrownBy(() -> gate.open(uri, named("s3a", "hdfs")))
            .as(roots + " " + uri)
            .isInstanceOf(RejectedException.class);
      }
    }
    for (List<String> roots : List.of(List.of(""), List.of("/a", " "), List.of("a\0b"))) {
      assertThatThrownBy(() -> Gate.of(roots, Reach.DEFAULT, HADOOP))
          .isInstanceOf(RequestException.class)
          .hasMessageContaining("allowed-roots");
    }
    assertThatThrownBy(() -> new Reach(List.of(""), 60))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("audio.allowed-schemes");
  }

  /** Nothing is asked for it, not even whether it is there. */
  @Test
  void storesThatNobodyNamedAreNotConnectedTo() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(100);
      String host = "://127.0.0.1:" + server.getLocalPort() + "/a.wav";
      for (String scheme :
          List.of(
              "http",
              "https",
              "ftp",
              "sftp",
              "webhdfs",
              "swebhdfs",
              "hdfs",
              "HTTP",
              "s3a",
              "abfs",
              "wasb",
              "gs",
              "viewfs")) {
        assertThat(fault(scheme + host)).as(scheme).isEqualTo(Fault.AUDIO_FORBIDDEN);
        assertThatThrownBy(() -> gate().size(new org.apache.hadoop.fs.Path(scheme + host), HADOOP))
            .isInstanceOf(RejectedException.class);
      }
      assertThat(fault("har://hdfs-127.0.0.1:" + server.getLocalPort() + "/a.har/b.wav"))
          .isEqualTo(Fault.AUDIO_FORBIDDEN);
      assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void storesOfHadoopsSettingsAreAllowed() {
    Configuration cluster = new Configuration();
    cluster.set("fs.defaultFS", "hdfs://nn:8020");
    cluster.set("dfs.nameservices", "one,two");
    cluster.set("fs.s3a.endpoint", "https://store");
    cluster.set("fs.webhdfs.impl", "org.apache.hadoop.hdfs.web.WebHdfsFileSystem");
    AllowedStores stores = AllowedStores.of(List.of(), cluster);
    assertThat(stores.stores())
        .containsExactlyInAnyOrder("file", "s3a", "hdfs://nn:8020", "hdfs://one", "hdfs://two");
    stores.check(URI.create("hdfs:/a"));
    stores.check(URI.create("S3A://any/a"));
    assertThatThrownBy(() -> stores.check(URI.create("hdfs://nn:22/a")))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("scheme hdfs", "audio.allowed-schemes");
    assertThat(
            AllowedStores.of(new Reach(List.of("S3A", "hdfs://x/"), 1).schemes(), cluster).stores())
        .containsExactlyInAnyOrder("s3a", "hdfs://x");
  }

  /** One that accepts connections and never answers, and one that answers a byte at a time. */
  @Test
  void addressesThatNeverAnswerAreGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        ServerSocket dripping = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Gate gate = Gate.of(List.of(), new Reach(List.of("http"), 1), HADOOP);
      String uri = "http://127.0.0.1:" + silent.getLocalPort() + "/a.wav";
      assertThatThrownBy(() -> gate.open(uri, HADOOP).read(new byte[10], 0, 10))
          .isInstanceOfSatisfying(
              RejectedException.class,
              e -> assertThat(e.fault()).isEqualTo(Fault.AUDIO_UNREADABLE));
      Thread drops = new Thread(() -> drip(dripping));
      drops.setDaemon(true);
      drops.start();
      assertThatThrownBy(
              () -> {
                try (AudioInput input =
                    gate.open("http://127.0.0.1:" + dripping.getLocalPort() + "/a.wav", HADOOP)) {
                  while (input.read(new byte[10], 0, 10) >= 0) {}
                }
              })
          .isInstanceOf(RejectedException.class)
          .hasMessageContaining("bytes in 1 s");
    }
  }

  private static void drip(ServerSocket server) {
    while (true) {
      try {
        Socket client = server.accept();
        Thread one =
            new Thread(
                () -> {
                  try (OutputStream out = client.getOutputStream()) {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(US_ASCII));
                    for (int i = 0; i < 1000; i++) {
                      out.write(1);
                      out.flush();
                      Thread.sleep(50);
                    }
                  } catch (IOException | InterruptedException gone) {
                    // The other side has hung up.
                  }
                });
        one.setDaemon(true);
        one.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static Configuration named(String... schemes) {
    Configuration hadoop = new Configuration();
    for (String scheme : schemes) {
      hadoop.set("fs." + scheme + ".named", "yes");
    }
    return hadoop;
  }

  private static Gate gate(String... roots) {
    return Gate.of(List.of(roots), Reach.DEFAULT, HADOOP);
  }

  private static Fault fault(String uri) {
    return catchThrowableOfType(RejectedException.class, () -> content(uri)).fault();
  }

  private static byte[] content(String uri) throws IOException {
    try (AudioInput input = gate().open(uri, HADOOP)) {
      byte[] buffer = new byte[100];
      int count = input.read(buffer, 0, 100);
      return java.util.Arrays.copyOf(buffer, count);
    }
  }
}
