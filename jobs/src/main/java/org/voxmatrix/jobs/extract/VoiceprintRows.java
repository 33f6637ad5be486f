package org.voxmatrix.jobs.extract;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.voxmatrix.extract.ChannelVoiceprint;
import org.voxmatrix.extract.Extraction;
import org.voxmatrix.extract.SpeakerVoiceprint;
import org.voxmatrix.ledger.PlanItem;
import org.voxmatrix.speech.VoiceQuality;
import org.voxmatrix.voiceprint.Voiceprint;

/** Makes the rows of one recording: one for each channel, or for each speaker where asked for. */
record VoiceprintRows(
    PlanItem item,
    String modelName,
    long fingerprint,
    Map<String, String> attributes,
    Instant extractedAt) {

  /** The id of a voiceprint: {@code recording#channel}, or {@code recording#channel@speaker}. */
  static String id(PlanItem item, int channel, Integer speaker) {
    return item.itemId() + "#" + channel + (speaker == null ? "" : "@" + speaker);
  }

  List<VoiceprintRow> of(Extraction extraction) {
    List<VoiceprintRow> rows = new ArrayList<>();
    for (ChannelVoiceprint channel : extraction.channels()) {
      if (channel.speakers().isEmpty()) {
        rows.add(row(extraction, channel, null, channel.embedding(), channel.speechLength()));
      }
      for (SpeakerVoiceprint speaker : channel.speakers()) {
        rows.add(
            row(
                extraction,
                channel,
                speaker.number(),
                speaker.embedding(),
                speaker.speechLength()));
      }
    }
    return rows;
  }

  private VoiceprintRow row(
      Extraction extraction,
      ChannelVoiceprint channel,
      Integer speaker,
      float[] embedding,
      double speechLength) {
    VoiceQuality quality = channel.quality();
    return new VoiceprintRow(
        item.wave(),
        item.taskId(),
        id(item, channel.channelNumber(), speaker),
        item.itemId(),
        item.uri(),
        channel.channelNumber(),
        embedding == null ? null : Voiceprint.of(fingerprint, embedding).encode(),
        speechLength,
        modelName,
        HexFormat.of().toHexDigits(fingerprint),
        extraction.audioLength(),
        extraction.sampleRate(),
        extraction.codec(),
        channel.snrDb(),
        attributes,
        extractedAt,
        channel.speakersEstimated(),
        channel.homogeneity(),
        speaker,
        quality == null ? null : quality.level(),
        quality == null ? null : quality.clippedShare(),
        quality == null ? null : quality.bandLimit());
  }
}
