package org.voxmatrix.metrics.diarization;

/**
 * A part of a recording in which somebody speaks.
 *
 * @param start seconds
 * @param end seconds, after {@code start}
 * @param speaker any name
 */
public record SpeakerSegment(double start, double end, String speaker) {

  public SpeakerSegment {
    if (!(start >= 0 && end > start && end < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "a segment from %s to %s s: it must end after its start, 0 or more"
              .formatted(start, end));
    }
  }
}
