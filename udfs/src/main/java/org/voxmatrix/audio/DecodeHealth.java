package org.voxmatrix.audio;

import static org.voxmatrix.audio.input.AudioFault.milliseconds;
import static org.voxmatrix.audio.input.AudioFault.note;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxmatrix.audio.input.AudioFormat;
import org.voxmatrix.error.Counted;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;

/**
 * How decoding goes. A damaged packet here and there is passed over with a note; where more than a
 * quarter fail, the recording is not what its header says and is rejected.
 */
final class DecodeHealth {

  private static final int SHARE = 4;

  /** So many may fail before shares mean anything, as in front of a stream cut out of another. */
  private static final int FIRST_PACKETS = 8;

  /** Frames of one other kind after which they are no false syncs, but another recording. */
  private static final int OTHER_FRAMES = FIRST_PACKETS;

  private static final double SECONDS_TOLERANCE = 0.001;

  /** Headers of some containers count the samples that an encoder added. */
  private static final double ROUGH_TOLERANCE = 0.3;

  private final String container;
  private long frames;
  private long samples;
  private long failures;
  private boolean lastFailed;
  private String change = "";
  private int changed;
  private double otherSeconds;
  private double changedSeconds;

  /**
   * @param container name for people
   */
  DecodeHealth(String container) {
    this.container = container;
  }

  void decoded(int count) {
    frames++;
    samples += count;
    lastFailed = false;
    changed = 0;
    changedSeconds = 0;
  }

  /**
   * A frame of another rate or channel count: a false sync, or, if many follow one another, another
   * recording appended, which is left out.
   */
  void changed(int count, int rate, int channels) {
    String kind = "%d Hz and %s".formatted(rate, new Counted(channels, "channel"));
    changed = kind.equals(change) ? changed + 1 : 1;
    changedSeconds = (changed == 1 ? 0 : changedSeconds) + (double) count / rate;
    change = kind;
    if (changed < OTHER_FRAMES) {
      failed();
      return;
    }
    if (changed == OTHER_FRAMES) {
      failures -= OTHER_FRAMES - 1;
      lastFailed = false;
    }
    otherSeconds += changed == OTHER_FRAMES ? changedSeconds : (double) count / rate;
  }

  void failed() {
    failures++;
    lastFailed = true;
    judge(FIRST_PACKETS);
  }

  void ended() {
    if (frames == 0) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "content",
          "The %s file has a header but no audio that can be decoded; copy it again or re-encode it."
              .formatted(container),
          Map.of());
    }
    judge(1);
  }

  private void judge(int free) {
    long total = frames + failures;
    if (failures > free && failures * SHARE > total) {
      throw reject(
          Fault.AUDIO_CORRUPT,
          "content",
          "%d of the first %d packets of the %s file cannot be decoded%s; copy it again or re-encode it."
              .formatted(
                  failures,
                  total,
                  container,
                  change.isEmpty() ? "" : ", which change to " + change),
          Map.of("failed", failures, "packets", total));
    }
  }

  /** What a user should know of a recording that was read to its end. */
  List<ErrorDetail> notes(double declaredSeconds, AudioFormat format, boolean whole) {
    List<ErrorDetail> notes = new ArrayList<>();
    double seconds = (double) samples / format.sampleRate();
    boolean exact = format.codec().equals("flac") || format.codec().startsWith("pcm_");
    double missing = declaredSeconds - seconds - otherSeconds;
    if (missing > (exact ? SECONDS_TOLERANCE : ROUGH_TOLERANCE)) {
      notes.add(
          note(
              Fault.AUDIO_TRUNCATED,
              "content",
              "The header promises %s s of audio; the %s s present were read."
                  .formatted(milliseconds(declaredSeconds), milliseconds(seconds)),
              Map.of(
                  "declared_seconds", declaredSeconds,
                  "missing_seconds", milliseconds(missing),
                  "seconds", seconds)));
    } else if (!whole) {
      notes.add(
          note(
              Fault.AUDIO_TRUNCATED,
              "content",
              "The file is truncated; the %s s present were read.".formatted(milliseconds(seconds)),
              Map.of("seconds", seconds)));
    }
    if (otherSeconds > 0) {
      notes.add(
          note(
              Fault.AUDIO_CORRUPT,
              "content",
              "%s s of audio of %s lie in between or behind and were left out: split the recording."
                  .formatted(milliseconds(otherSeconds), change),
              Map.of("left_out_seconds", milliseconds(otherSeconds))));
    }
    long damaged = lastFailed ? failures - 1 : failures;
    if (damaged > 0) {
      notes.add(
          note(
              Fault.AUDIO_CORRUPT,
              "content",
              "%d of %d packets could not be decoded and were skipped."
                  .formatted(damaged, frames + failures),
              Map.of("failed", damaged, "packets", frames + failures)));
    }
    return notes;
  }
}
