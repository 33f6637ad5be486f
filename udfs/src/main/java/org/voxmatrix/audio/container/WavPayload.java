package org.voxmatrix.audio.container;

import static org.voxmatrix.audio.input.AudioFault.milliseconds;
import static org.voxmatrix.audio.input.AudioFault.note;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxmatrix.audio.container.Payload.Part;
import org.voxmatrix.audio.input.AudioLimits;
import org.voxmatrix.audio.input.HeaderBytes;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/**
 * All samples of a WAV file: those that its header announces, as far as they are there, and those
 * that follow although it does not say so.
 */
final class WavPayload {

  /** Less than this behind the samples is junk, not sound. */
  private static final double LEAST_SECONDS = 0.1;

  /** Where less than this is left, and less than half, the file is a remnant. */
  private static final double LEAST_REMNANT = 1;

  private final HeaderBytes bytes;
  private final AudioLimits limits;
  private final boolean wave64;
  private final List<Part> parts = new ArrayList<>();
  private final List<ErrorDetail> notes = new ArrayList<>();
  private WavFormat format;

  WavPayload(HeaderBytes bytes, AudioLimits limits, boolean wave64) {
    this.bytes = bytes;
    this.limits = limits;
    this.wave64 = wave64;
  }

  Payload find() {
    WavData first = header(0);
    format = first.format();
    for (WavData data = first; data != null; ) {
      data = take(data);
    }
    if (parts.isEmpty()) {
      throw reject(
          Fault.AUDIO_EMPTY,
          "data",
          "The data chunk contains no samples (size %d, %d bytes follow); give a file with audio."
              .formatted(first.size(), bytes.size() - first.body()),
          Map.of("data_size", first.size(), "present", bytes.size() - first.body()));
    }
    return WavStream.payload(format, bytes, parts, notes);
  }

  private WavData header(long start) {
    return new WavHeader(bytes, limits, wave64).read(start);
  }

  /** Takes the samples of a data chunk; returns the next one, or null after the last. */
  private WavData take(WavData data) {
    long present = bytes.size() - data.body();
    if (WavSize.isStreamed(data.size(), present, format)) {
      add(data.body(), bytes.size());
      return null;
    }
    if (data.size() > present) {
      missing(data.size(), present);
      add(data.body(), bytes.size());
      return null;
    }
    long end = data.body() + data.size();
    add(data.body(), end);
    return after(data, end);
  }

  private WavData after(WavData data, long end) {
    WavRest rest =
        wave64 ? WavRest.afterWave64(bytes, data.next()) : WavRest.after(bytes, end, data.next());
    switch (rest.kind()) {
      case DATA -> {
        Chunk chunk = Chunk.riff(bytes, rest.position());
        return new WavData(format, chunk.body(), chunk.size(), chunk.next());
      }
      case FILE -> {
        return nextFile(rest.position());
      }
      case SAMPLES -> {
        if (data.size() == 0) {
          add(end, bytes.size()); // A writer that could not go back.
        } else if (seconds(bytes.size() - end) >= LEAST_SECONDS) {
          add(end, bytes.size());
          notes.add(
              note(
                  Fault.AUDIO_CORRUPT,
                  "data",
                  "The header promises %s s of audio, but %s s more follow; they were read."
                      .formatted(
                          milliseconds(seconds(data.size())),
                          milliseconds(seconds(bytes.size() - end))),
                  Map.of(
                      "declared_seconds", seconds(data.size()),
                      "further_seconds", seconds(bytes.size() - end))));
        }
      }
      case NOTHING -> {}
    }
    return null;
  }

  private WavData nextFile(long position) {
    String why;
    try {
      WavData next = header(position);
      if (next.format().isLike(format)) {
        return next;
      }
      why = "is of another rate, channel count or encoding";
    } catch (RejectedException e) {
      why = "has no valid header";
    }
    notes.add(
        note(
            Fault.AUDIO_CORRUPT,
            "data",
            "A further WAV file of %d bytes begins at byte %d and %s; it was left out: split the recording."
                .formatted(bytes.size() - position, position, why),
            Map.of("position", position, "bytes", bytes.size() - position)));
    return null;
  }

  private void missing(long declared, long present) {
    double seconds = seconds(present - present % format.blockAlign());
    if (parts.isEmpty() && seconds < LEAST_REMNANT && present < declared / 2) {
      throw WavHeader.truncated("data", declared, present);
    }
    notes.add(
        note(
            Fault.AUDIO_TRUNCATED,
            "content",
            "The header promises %d bytes more than there are: %s s of audio instead of %s s."
                .formatted(
                    declared - present, milliseconds(seconds), milliseconds(seconds(declared))),
            Map.of(
                "declared_seconds", seconds(declared),
                "missing_seconds", seconds(declared - present),
                "seconds", seconds)));
  }

  private void add(long start, long end) {
    long whole = (end - start) - (end - start) % format.blockAlign();
    if (whole > 0) {
      parts.add(new Part(start, start + whole));
    }
  }

  private double seconds(long count) {
    return (double) count / format.bytesPerSecond();
  }
}
