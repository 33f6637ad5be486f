package org.voxmatrix.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.List;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.onnx.AveragePools;
import org.voxmatrix.onnx.OnnxModel;

/**
 * What the runtime at hand is known to compute wrongly. It is asked, once in each JVM, whatever its
 * version says, and only if a graph has what it may compute wrongly.
 */
public final class RuntimeFaults {

  private static final class Pools {
    private static final boolean WRONG = wrong();

    private static boolean wrong() {
      byte[] question = AveragePools.question("x", "y");
      GraphFile file = new GraphFile("question", question, Sha256.hex(question), "x", "y");
      try (OnnxGraph graph = OnnxGraph.open(file)) {
        float[] answer =
            graph.run(
                new long[] {1, 1, 3},
                values -> {
                  while (values.hasRemaining()) {
                    values.put(1);
                  }
                });
        return answer[1] != 1;
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private RuntimeFaults() {}

  /** The version of the runtime. */
  public static String runtime() {
    return "ONNX Runtime " + OrtEnvironment.getEnvironment().getVersion();
  }

  /** Whether the runtime computes what {@link AveragePools} finds wrongly. */
  public static boolean poolsAreWrong() {
    return Pools.WRONG;
  }

  /**
   * @throws org.voxmatrix.error.RequestException if this runtime computes the graph wrongly
   */
  static void refuse(String file, byte[] content) {
    List<String> pools = pools(content);
    if (!pools.isEmpty() && poolsAreWrong()) {
      throw BadBundle.at(
          List.of(file, "AveragePool"),
          "%s has %d AveragePool nodes with ceil_mode and count_include_pad (\"%s\"), which %s computes wrongly: 'voxmatrix model import' of the bundle's folder writes one without them"
              .formatted(file, pools.size(), pools.get(0), runtime()));
    }
  }

  private static List<String> pools(byte[] content) {
    try {
      return AveragePools.find(OnnxModel.read(content));
    } catch (IllegalArgumentException noGraph) {
      return List.of(); // Loading says so.
    }
  }
}
