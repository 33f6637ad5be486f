package org.voxmatrix.audio;

import static org.voxmatrix.audio.input.AudioFault.milliseconds;
import static org.voxmatrix.audio.input.AudioFault.note;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxmatrix.audio.container.Payload;
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

  private static final double SECONDS_TOLERANCE = 0.001;

  private final Payload payload;
  private long frames;
  private long samples;
  private long failures;
  private boolean lastFailed;
  private String change = "";

  DecodeHealth(Payload payload) {
    this.payload = payload;
  }

  void decoded(int count) {
    frames++;
    samples += count;
    lastFailed = false;
  }

  /** A frame of another rate or channel count: a false sync, or another recording appended. */
  void changed(int rate, int channels) {
    change = ", which change to %d Hz and %d channels".formatted(rate, channels);
    failed();
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
              .formatted(payload.container()),
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
              .formatted(failures, total, payload.container(), change),
          Map.of("failed", failures, "packets", total));
    }
  }

  /** What a user should know of a recording that was read to its end. */
  List<ErrorDetail> notes(double declaredSeconds, int rate, boolean whole) {
    List<ErrorDetail> notes = new ArrayList<>();
    double seconds = (double) samples / rate;
    if (declaredSeconds > seconds + SECONDS_TOLERANCE) {
      notes.add(
          note(
              Fault.AUDIO_TRUNCATED,
              "content",
              "The header promises %s s of audio; the %s s present were read."
                  .formatted(milliseconds(declaredSeconds), milliseconds(seconds)),
              Map.of("declared_seconds", declaredSeconds, "seconds", seconds)));
    } else if (!whole) {
      notes.add(
          note(
              Fault.AUDIO_TRUNCATED,
              "content",
              "The file is truncated; the %s s present were read.".formatted(milliseconds(seconds)),
              Map.of("seconds", seconds)));
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
