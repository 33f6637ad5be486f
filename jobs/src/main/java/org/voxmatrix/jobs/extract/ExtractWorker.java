package org.voxmatrix.jobs.extract;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Failure;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.extract.ChannelMode;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.Extraction;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.recordings.RecordingSource;
import org.voxmatrix.recordings.RowValues;
import org.voxmatrix.session.ModelRef;

/** Turns one row of a manifest into its outcome, inside a Spark task. Never throws for one row. */
record ExtractWorker(
    ModelRef model,
    String modelName,
    long fingerprint,
    ExtractOptions options,
    RecordingSource source,
    List<String> others,
    LongAccumulator finished)
    implements Serializable {

  private static final Logger LOG = LoggerFactory.getLogger(ExtractWorker.class);
  private static final double NANOS = 1e-9;

  Outcome extract(PlanItem item, Row row) {
    long start = System.nanoTime();
    try (AudioInput input = source.open(row)) {
      FormerExtraction former = FormerExtraction.of(row);
      if (former != null) {
        FormerExtraction.requireSize(item.size(), input.size());
      }
      Extraction extraction = model.extractor().extract(input, options(row));
      if (former != null) {
        former.require(extraction);
      }
      Instant made = former == null ? Instant.now() : former.extractedAt();
      boolean replaced = item.size() >= 0 && item.size() != input.size();
      List<ErrorDetail> notes = new ArrayList<>(extraction.notes());
      if (replaced) {
        notes.add(0, replaced(item.size(), input.size()));
      }
      return Outcome.done(
          replaced ? item.withSize(input.size()) : item,
          notes,
          extraction.audioLength(),
          seconds(start),
          new VoiceprintRows(
                  item,
                  modelName,
                  fingerprint,
                  former == null ? attributes(row) : former.attributes(),
                  made)
              .of(extraction),
          SegmentRow.of(item, extraction, made));
    } catch (RejectedException e) {
      return Outcome.rejected(item, e, seconds(start));
    } catch (Exception e) {
      LOG.warn("Task {} failed", item.taskId(), Failure.wordless(e));
      return Outcome.failed(item, e, seconds(start));
    } finally {
      finished.add(1);
    }
  }

  private static ErrorDetail replaced(long listed, long read) {
    return ErrorDetail.of(
        Fault.AUDIO_REPLACED,
        List.of("uri"),
        "The recording has %,d bytes, and had %,d when it was listed: make the manifest again."
            .formatted(read, listed),
        Map.of("size", read, "listed_size", listed));
  }

  /** The job's options, with what the row says of its own. */
  private ExtractOptions options(Row row) {
    ExtractOptions own = options;
    String mode = value(row, "channel_mode");
    if (mode != null) {
      own = own.withChannelMode(channelMode(mode));
    }
    List<Integer> channels = RowValues.integers(row, "channels");
    if (channels != null && !channels.isEmpty()) {
      own = own.withChannels(channels);
    }
    Number start = value(row, "start");
    Number end = value(row, "end");
    if (start != null) {
      own = own.withStart(start.doubleValue());
    }
    if (end != null) {
      own = own.withEnd(end.doubleValue());
    }
    return own;
  }

  private static ChannelMode channelMode(String mode) {
    try {
      return ChannelMode.valueOf(mode.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new RejectedException(
          Fault.MANIFEST_BAD_VALUE, List.of("channel_mode"), "channel_mode must be split or mix.");
    }
  }

  private Map<String, String> attributes(Row row) {
    if (others.isEmpty()) {
      return null;
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String other : others) {
      String value = value(row, other);
      if (value != null) {
        attributes.put(other, value);
      }
    }
    return attributes;
  }

  private static <T> T value(Row row, String column) {
    return RowValues.value(row, column);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) * NANOS;
  }
}
