package org.voxmatrix.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.voxmatrix.access.Gate;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.session.Progress;
import org.voxmatrix.storage.LocalFiles;
import org.voxmatrix.storage.UnfinishedOutput;

/** Writes the manifest of a folder, a glob or a CSV file. */
public final class ManifestJob {

  /** Larger files stay where they are: a row of Parquet is held in memory whole. */
  static final long INLINE_LIMIT = 64L << 20;

  private final ManifestSettings settings;
  private final Configuration configuration;
  private final Gate gate;

  /**
   * @param hadoop Hadoop's settings
   */
  public ManifestJob(ManifestSettings settings, Configuration hadoop) {
    this.settings = settings;
    this.configuration = withoutChecksums(hadoop);
    this.gate = Gate.of(settings.allowedRoots(), settings.reach(), hadoop);
  }

  /**
   * Writes the manifest.
   *
   * @throws RequestException if the source is missing, empty or wrong; then nothing is written
   */
  public ManifestResult execute(Progress progress) {
    try {
      Listing recordings = Listings.open(settings, configuration, gate);
      return write(
          recordings,
          new ManifestFile(Locations.path(settings.out()), configuration).output(),
          progress);
    } catch (UncheckedIOException e) {
      throw unusable(e.getCause());
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** No checksum files beside what is written to local disks. */
  static Configuration withoutChecksums(Configuration settings) {
    Configuration copy = new Configuration(settings);
    copy.setClass("fs.file.impl", LocalFiles.class, FileSystem.class);
    copy.setBoolean("fs.file.impl.disable.cache", true);
    return copy;
  }

  private ManifestResult write(Listing recordings, UnfinishedOutput output, Progress progress)
      throws IOException {
    progress.total(0, "recordings");
    Tally tally = new Tally();
    try {
      try (ManifestWriter writer =
          new ManifestWriter(
              output.path(),
              configuration,
              recordings.columns(),
              settings.audio(),
              settings.partBytes())) {
        recordings.read(
            entry -> {
              try {
                Audio audio = audio(entry);
                writer.write(entry, audio.content());
                tally.add(entry, audio);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              progress.advance(1);
            });
      }
      if (tally.recordings == 0 && settings.ifEmpty() == IfEmpty.REFUSE) {
        throw empty();
      }
      output.publish();
    } finally {
      output.discard();
      progress.done();
    }
    return tally.result(recordings.others());
  }

  /**
   * What of an entry's audio goes into the manifest.
   *
   * @param content null for none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Audio(byte[] content, boolean forbidden) {}

  private Audio audio(ListedFile entry) {
    boolean inline = settings.audio() == AudioPlace.INLINE && entry.size() != null;
    if (!inline || entry.size() > INLINE_LIMIT) {
      return new Audio(null, entry.forbidden());
    }
    try (AudioInput input = gate.open(entry.path(), configuration)) {
      return new Audio(read(input), false);
    } catch (RejectedException e) {
      return new Audio(null, e.fault() == Fault.AUDIO_FORBIDDEN);
    } catch (IOException e) {
      return new Audio(null, false); // Extraction tries again and says what is wrong.
    }
  }

  /** The bytes, or null if there have become too many. */
  private static byte[] read(AudioInput input) throws IOException {
    if (input.size() > INLINE_LIMIT) {
      return null;
    }
    byte[] content = new byte[Math.toIntExact(input.size())];
    int count = 0;
    for (int more = 0; more >= 0 && count < content.length; count += Math.max(0, more)) {
      more = input.read(content, count, content.length - count);
    }
    return Arrays.copyOf(content, count);
  }

  private RequestException unusable(IOException e) {
    return RequestException.badValue(
        settings.source(),
        "Cannot write '%s' from '%s': %s; check paths and permissions."
            .formatted(settings.out(), settings.source(), e.getMessage()));
  }

  private RequestException empty() {
    String source = settings.source();
    String hint =
        source.matches(".*\\.[ct]sv")
            ? "it has no line below its header"
            : "looked for files ending in ."
                + String.join(", .", Endings.AUDIO)
                + "; --all-files takes every file, a glob selects";
    return RequestException.badValue(source, "No recordings in '" + source + "': " + hint + ".");
  }

  private static final class Tally {
    private long recordings;
    private long bytes;
    private long missing;
    private String firstMissing;
    private long forbidden;
    private long inlined;

    void add(ListedFile entry, Audio audio) {
      recordings++;
      if (audio.forbidden()) {
        forbidden++;
      } else if (entry.size() == null) {
        missing++;
        firstMissing = firstMissing == null ? entry.recordingId() : firstMissing;
      } else {
        bytes += entry.size();
      }
      inlined += audio.content() == null ? 0 : 1;
    }

    ManifestResult result(Map<String, Long> others) {
      return new ManifestResult(
          recordings, bytes, missing, firstMissing, forbidden, inlined, others);
    }
  }
}
