package org.voxmatrix.jobs.extract;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.voxmatrix.extract.Extraction;
import org.voxmatrix.ledger.PlanItem;

/**
 * A part of a recording in which one speaker of a channel speaks.
 *
 * @param id of the speaker's voiceprint
 * @param speakerNumber from 0
 * @param start seconds from the recording's start
 * @param end seconds
 */
public record SegmentRow(
    int wave,
    String taskId,
    String id,
    String recordingId,
    int channelNumber,
    int speakerNumber,
    double start,
    double end,
    Instant extractedAt)
    implements Serializable {

  /** The segments of a recording's channels, speaker by speaker. */
  static List<SegmentRow> of(PlanItem item, Extraction extraction, Instant extractedAt) {
    return extraction.channels().stream()
        .flatMap(
            channel ->
                channel.speakers().stream()
                    .flatMap(
                        speaker ->
                            speaker.segments().stream()
                                .map(
                                    segment ->
                                        new SegmentRow(
                                            item.wave(),
                                            item.taskId(),
                                            VoiceprintRows.id(
                                                item, channel.channelNumber(), speaker.number()),
                                            item.itemId(),
                                            channel.channelNumber(),
                                            speaker.number(),
                                            segment.start(),
                                            segment.end(),
                                            extractedAt))))
        .toList();
  }
}
