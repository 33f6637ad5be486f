package org.voxmatrix.jobs.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.voxmatrix.audio.input.WhenTruncated;
import org.voxmatrix.extract.ChannelMode;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.MinQuality;
import org.voxmatrix.extract.SpeechDetection;

/** Reads options as plans have them: see {@link ExtractOptions#canonical}. */
final class OptionsOfPlan {

  private static final Set<String> KNOWN =
      Set.of(
          "channel_mode",
          "channels",
          "start",
          "end",
          "max_speech",
          "speech_detection",
          "truncated",
          "audio_stream",
          "speakers",
          "min_quality");

  private OptionsOfPlan() {}

  /**
   * The options; the usual ones where the plan has none.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static ExtractOptions read(JsonNode node) {
    if (node.isMissingNode()) {
      return ExtractOptions.DEFAULT;
    }
    Set<String> unknown = new TreeSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(KNOWN);
    if (!node.isObject() || !unknown.isEmpty()) {
      throw new IllegalArgumentException("no options: " + unknown);
    }
    ExtractOptions usual = ExtractOptions.DEFAULT;
    List<Integer> channels = new ArrayList<>();
    node.path("channels").forEach(channel -> channels.add(channel.asInt()));
    TreeMap<String, Double> bounds = new TreeMap<>();
    node.path("min_quality")
        .path("bounds")
        .fields()
        .forEachRemaining(bound -> bounds.put(bound.getKey(), bound.getValue().asDouble()));
    return new ExtractOptions(
        word(ChannelMode.class, node.path("channel_mode"), usual.channelMode()),
        channels,
        node.path("start").asDouble(usual.start()),
        node.path("end").asDouble(usual.end()),
        node.path("max_speech").asDouble(usual.maxSpeech()),
        word(SpeechDetection.class, node.path("speech_detection"), usual.speechDetection()),
        word(WhenTruncated.class, node.path("truncated"), usual.truncated()),
        integer(node.path("audio_stream")),
        integer(node.path("speakers")),
        new MinQuality(bounds));
  }

  private static Integer integer(JsonNode node) {
    return node.isNumber() ? Integer.valueOf(node.asInt()) : null;
  }

  private static <E extends Enum<E>> E word(Class<E> type, JsonNode node, E usual) {
    return node.isMissingNode()
        ? usual
        : Enum.valueOf(type, node.asText().toUpperCase(Locale.ROOT));
  }
}
