package org.voxmatrix.model.preset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.onnx.OnnxModel;

/** The way out for a bundle that is refused because the runtime computes it wrongly. */
public final class BundleRemake {

  private BundleRemake() {}

  /**
   * A bundle as it is, but for nodes that runtimes compute wrongly. What was measured with those,
   * score bands and calibration, is left out if there were any.
   *
   * @param files of the bundle, by name
   * @throws org.voxmatrix.error.RequestException if it has such nodes that cannot be written
   *     otherwise
   */
  public static Imported of(Map<String, byte[]> files) {
    ObjectNode bundle = object(files.get("bundle.json"));
    List<String> changes = new ArrayList<>();
    Map<String, byte[]> remade = new LinkedHashMap<>(files);
    for (String name : List.of("model.onnx", "vad.onnx")) {
      if (files.containsKey(name)) {
        OnnxModel graph = Graphs.read(name, files.get(name));
        if (Graphs.mend(name, graph, changes)) {
          remade.put(name, graph.bytes());
          ObjectNode owner = name.equals("model.onnx") ? bundle : bundle.withObject("/vad");
          owner.put("sha256", Sha256.hex(remade.get(name)));
        }
      }
    }
    if (!changes.isEmpty()) {
      bundle.remove(List.of("score_bands", "calibration"));
      remade.put("bundle.json", Graphs.bytes(bundle));
    }
    return new Imported(remade, changes);
  }

  private static ObjectNode object(byte[] json) {
    try {
      if (Json.read(new String(json, StandardCharsets.UTF_8)) instanceof ObjectNode object) {
        return object;
      }
    } catch (IllegalArgumentException noJson) {
      throw BadGraph.at("bundle.json", "bundle.json is not JSON: correct it");
    }
    throw BadGraph.at("bundle.json", "bundle.json is not a JSON object: see models/README.md");
  }
}
