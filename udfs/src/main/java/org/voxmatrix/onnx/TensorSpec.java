package org.voxmatrix.onnx;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An input or output as a graph declares it.
 *
 * @param type of its values, by ONNX's numbers: {@link #FLOAT} and the others
 * @param shape its dimensions, {@link #ANY} where the graph leaves one open; null if it says none
 */
public record TensorSpec(String name, long type, List<Long> shape) {

  public static final long FLOAT = 1;
  public static final long INT32 = 6;
  public static final long INT64 = 7;
  public static final long ANY = -1;

  /** Number of dimensions; -1 if the graph does not say. */
  public int rank() {
    return shape == null ? -1 : shape.size();
  }

  /** That dimension, {@link #ANY} if it is open; from the end if negative. */
  public long dimension(int index) {
    return shape.get(index < 0 ? shape.size() + index : index);
  }

  /** As messages show it. */
  public String shown() {
    String dimensions =
        shape == null
            ? "no shape"
            : shape.stream()
                .map(size -> size == ANY ? "any" : String.valueOf(size))
                .collect(Collectors.joining(", ", "[", "]"));
    String values =
        switch ((int) type) {
          case 1 -> "float32";
          case 6 -> "int32";
          case 7 -> "int64";
          case 10 -> "float16";
          case 11 -> "float64";
          default -> "values of type " + type;
        };
    return "\"%s\" of %s, %s".formatted(name, values, dimensions);
  }
}
