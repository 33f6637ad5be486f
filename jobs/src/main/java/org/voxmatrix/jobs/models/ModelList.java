package org.voxmatrix.jobs.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.voxmatrix.identity.Json;
import org.voxmatrix.model.BundleFiles;
import org.voxmatrix.model.ModelBundle;

/** The models that there are, and those that can be added; none is loaded. */
public final class ModelList {

  private ModelList() {}

  /** How a model comes to be there, or does not. */
  public enum State {
    BUNDLED("bundled"),
    ADDED("added"),
    AVAILABLE("to add");

    private final String label;

    State(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  /** A model, in a line. */
  public record Line(String name, State state, String description) {}

  /** First those that come with Voxmatrix, then those added, then those of the catalogue. */
  public static List<Line> of(ModelFolder added, Catalogue catalogue) {
    List<Line> lines = new ArrayList<>();
    for (String name : ModelBundle.BUNDLED) {
      String which = name.equals(ModelBundle.DEFAULT) ? "the default; " : "";
      lines.add(new Line(name, State.BUNDLED, which + description(ModelBundle.bundled(name))));
    }
    for (String name : added.names()) {
      Path folder = added.folder(name);
      lines.add(
          new Line(
              name,
              State.ADDED,
              description(file -> Files.readAllBytes(folder.resolve(file))) + "; " + folder));
    }
    for (Catalogue.Entry entry : catalogue.entries()) {
      if (!added.has(entry.name())) {
        lines.add(
            new Line(
                entry.name(),
                State.AVAILABLE,
                "%s; %s; 'voxmatrix model add %s'"
                    .formatted(entry.title(), entry.licence(), entry.name())));
      }
    }
    return lines;
  }

  private static String description(BundleFiles files) {
    try {
      JsonNode bundle = Json.read(new String(files.read("bundle.json"), StandardCharsets.UTF_8));
      return "%s %s, %s, %s Hz, %s values"
          .formatted(
              bundle.path("name").asText("?"),
              bundle.path("version").asText("?"),
              bundle.path("licence").asText("?"),
              bundle.path("sample_rate").asText("?"),
              bundle.path("embedding_size").asText("?"));
    } catch (IOException | IllegalArgumentException damaged) {
      return "cannot be read: 'voxmatrix model check' says why";
    }
  }
}
