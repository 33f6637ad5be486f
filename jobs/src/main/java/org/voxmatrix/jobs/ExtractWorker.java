package org.voxmatrix.jobs;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.audio.AudioInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.extract.ChannelMode;
import org.voxmatrix.extract.ChannelVoiceprint;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.Extraction;
import org.voxmatrix.tables.PlanItem;
import org.voxmatrix.tables.VoiceprintRow;
import org.voxmatrix.voiceprint.Voiceprint;

/** Turns one row of a manifest into its outcome, inside a Spark task. Never throws for one row. */
final class ExtractWorker implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ExtractWorker.class);
  private static final double NANOS = 1e-9;

  private final ModelRef model;
  private final String modelName;
  private final long fingerprint;
  private final ExtractOptions options;
  private final AllowedRoots roots;
  private final long maxBytes;
  private final List<String> others;
  private final SerializableConfiguration hadoop;
  private final LongAccumulator finished;

  ExtractWorker(
      ModelRef model,
      String modelName,
      long fingerprint,
      ExtractOptions options,
      AllowedRoots roots,
      long maxBytes,
      List<String> others,
      SerializableConfiguration hadoop,
      LongAccumulator finished) {
    this.model = model;
    this.modelName = modelName;
    this.fingerprint = fingerprint;
    this.options = options;
    this.roots = roots;
    this.maxBytes = maxBytes;
    this.others = List.copyOf(others);
    this.hadoop = hadoop;
    this.finished = finished;
  }

  Outcome extract(PlanItem item, Row row) {
    long start = System.nanoTime();
    try {
      Extraction extraction = extract(row);
      return Outcome.done(
          item,
          extraction.notes(),
          extraction.audioLength(),
          seconds(start),
          voiceprints(item, row, extraction));
    } catch (RejectedException e) {
      return Outcome.rejected(item, e, seconds(start));
    } catch (Exception e) {
      LOG.warn("Recording {} failed", item.itemId(), e);
      return Outcome.failed(item, e, seconds(start));
    } finally {
      finished.add(1);
    }
  }

  private Extraction extract(Row row) throws IOException {
    Configuration conf = hadoop.value();
    try (AudioInput input = open(row, conf)) {
      return model.extractor().extract(input, options(row));
    }
  }

  private AudioInput open(Row row, Configuration conf) throws IOException {
    byte[] content = value(row, "content");
    String uri = value(row, "uri");
    if (RowValues.<String>value(row, "recording_id") == null) {
      throw missing("recording_id", "give each recording an id");
    }
    if (content == null && uri == null) {
      throw missing("uri", "give the recording a uri, or its bytes in content");
    }
    AudioInput input =
        content == null ? RecordingInput.open(uri, roots, conf) : AudioInput.of(content);
    if (input.size() > maxBytes) {
      long size = input.size();
      input.close();
      throw new RejectedException(
          Fault.AUDIO_TOO_LARGE,
          List.of(content == null ? "uri" : "content"),
          "The recording has "
              + size
              + " bytes, over audio.max-bytes = "
              + maxBytes
              + ": split it, or raise the limit.",
          Map.of("size", size, "limit", maxBytes));
    }
    return input;
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
          Fault.MANIFEST_BAD_VALUE,
          List.of("channel_mode"),
          "channel_mode is '" + mode + "': it must be split or mix.",
          Map.of("value", mode));
    }
  }

  private List<VoiceprintRow> voiceprints(PlanItem item, Row row, Extraction extraction) {
    Map<String, String> attributes = attributes(row);
    List<VoiceprintRow> rows = new ArrayList<>();
    for (ChannelVoiceprint channel : extraction.channels()) {
      rows.add(
          new VoiceprintRow(
              item.wave(),
              item.taskId(),
              item.itemId() + "#" + channel.channelNumber(),
              item.itemId(),
              item.uri(),
              channel.channelNumber(),
              channel.embedding() == null
                  ? null
                  : Voiceprint.of(fingerprint, channel.embedding()).encode(),
              channel.speechLength(),
              modelName,
              HexFormat.of().toHexDigits(fingerprint),
              extraction.audioLength(),
              extraction.sampleRate(),
              extraction.codec(),
              channel.snrDb(),
              attributes));
    }
    return rows;
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

  private static RejectedException missing(String column, String remedy) {
    return new RejectedException(
        Fault.MANIFEST_MISSING_VALUE, List.of(column), column + " is null: " + remedy + ".");
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) * NANOS;
  }
}
