package org.voxmatrix.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voxmatrix.model.RuntimeFaults;

class AveragePoolsTest {

  /** Against the definition, in double precision; CAM++'s own nodes are the first row. */
  @ParameterizedTest
  @CsvSource({"100,100,0,17", "3,2,0,11", "3,2,1,11", "4,3,1,18", "5,1,2,13", "2,2,0,10"})
  void whatIsMendedIsRight(int kernel, int stride, int pad, int opset) throws OrtException {
    for (int length = kernel; length < 3 * kernel + 2; length++) {
      byte[] graph = graph(kernel, stride, pad, opset, length, true);
      OnnxModel model = OnnxModel.read(graph);
      assertThat(AveragePools.find(model)).containsExactly("y");
      assertThat(AveragePools.mend(model)).isEmpty();
      float[] values = values(length);
      double[] right = pooled(values, kernel, stride, pad);
      float[] mended = run(model.bytes(), values);
      assertThat(mended).hasSize(right.length);
      for (int i = 0; i < right.length; i++) {
        assertThat((double) mended[i]).as("%d of %d", i, length).isCloseTo(right[i], within(1e-6));
      }
    }
  }

  /** The runtime makes a Pad part of the pool after it, and that counts then. */
  @ParameterizedTest
  @CsvSource({"0,1", "0,0", "1,1", "1,0"})
  void aPadBeforeIsKeptApart(int pad, int counts) throws OrtException {
    for (int length = 4; length < 12; length++) {
      byte[] graph = graph(4, 3, pad, 17, length, counts == 1);
      OnnxModel model = OnnxModel.read(graph);
      ProtoMessage pool = model.graph().messages(1).get(0).without(1).with(1, "p");
      model.numbers("two", 0, 0, 1, 0, 0, 1);
      OnnxNode before = new OnnxNode("Pad", "p", "x", "two");
      model.graph().replace(1, List.of(before.message(), pool));
      assertThat(AveragePools.find(model)).containsExactly("y");
      assertThat(AveragePools.mend(model)).isEmpty();
      float[] values = values(length);
      float[] wider = new float[length + 2];
      System.arraycopy(values, 0, wider, 1, length);
      double[] right = counts == 1 ? pooled(wider, 4, 3, pad) : pooledWithout(wider, 4, 3, pad);
      float[] mended = run(model.bytes(), values);
      assertThat(mended).hasSize(right.length);
      for (int i = 0; i < right.length; i++) {
        assertThat((double) mended[i]).as("%d of %d", i, length).isCloseTo(right[i], within(1e-6));
      }
    }
  }

  /** If this fails after a newer runtime was chosen, the rest of this class has no more to show. */
  @Test
  void theRuntimeHereIsWrongAndIsAskedSo() throws OrtException {
    float[] wrong = run(AveragePools.question("x", "y"), new float[] {1, 1, 1});
    assertThat(wrong).hasSize(2);
    assertThat(RuntimeFaults.poolsAreWrong()).isEqualTo(wrong[1] != 1);
    OnnxModel question = OnnxModel.read(AveragePools.question("x", "y"));
    AveragePools.mend(question);
    assertThat(run(question.bytes(), new float[] {1, 1, 1})).containsExactly(1, 1);
  }

  /** There a window may begin within the padding, and who leaves it out depends on the length. */
  @ParameterizedTest
  @CsvSource({"3,3,1,17", "4,4,2,17", "3,2,1,10"})
  void whatCannotBeWrittenOtherwiseStays(int kernel, int stride, int pad, int opset) {
    byte[] graph = graph(kernel, stride, pad, opset, 20, true);
    OnnxModel model = OnnxModel.read(graph);
    assertThat(AveragePools.mend(model)).containsExactly("y");
    assertThat(model.bytes()).isEqualTo(graph);
  }

  @Test
  void onlyBothTogetherAreFaultyAndNotFromOpset19On() {
    OnnxModel later = OnnxModel.read(graph(3, 2, 0, 19, 9, true));
    OnnxModel notPadded = OnnxModel.read(graph(3, 2, 0, 17, 9, false));
    assertThat(AveragePools.find(later)).isEmpty();
    assertThat(AveragePools.find(notPadded)).isEmpty();
  }

  @Test
  void nodesOfInnerGraphsAreFoundAndStay() {
    ProtoMessage inner = OnnxModel.read(graph(3, 2, 0, 17, 9, true)).graph();
    ProtoMessage attribute = new ProtoMessage().with(1, "then_branch").with(6, inner).with(20, 5);
    OnnxModel outer = OnnxModel.read(graph(3, 2, 0, 17, 9, false));
    outer.graph().with(1, new ProtoMessage().with(2, "z").with(4, "If").with(5, attribute));
    assertThat(AveragePools.find(outer)).containsExactly("y");
    assertThat(AveragePools.mend(outer)).containsExactly("y");
  }

  @Test
  void whatIsNotChangedIsWrittenAsItWas() throws IOException {
    for (String name : List.of("voxmatrix-v0.1", "waveform")) {
      try (InputStream in = getClass().getResourceAsStream("/models/" + name + "/model.onnx")) {
        byte[] file = in.readAllBytes();
        OnnxModel model = OnnxModel.read(file);
        assertThat(AveragePools.mend(model)).isEmpty();
        assertThat(ProtoMessage.read(file).bytes()).isEqualTo(file);
        assertThat(model.inputs()).hasSize(1);
        assertThat(model.opset()).isEqualTo(17);
      }
    }
  }

  private static byte[] graph(
      int kernel, int stride, int pad, int opset, int length, boolean padsCount) {
    OnnxNode node =
        new OnnxNode("AveragePool", "y", "x")
            .numbers("kernel_shape", kernel)
            .numbers("strides", stride)
            .number("ceil_mode", 1)
            .number("count_include_pad", padsCount ? 1 : 0);
    if (pad > 0) {
      node.numbers("pads", pad, pad);
    }
    ProtoMessage graph = new ProtoMessage().with(1, node.message()).with(2, "g");
    ProtoMessage model =
        new ProtoMessage().with(1, 8).with(8, new ProtoMessage().with(2, opset)).with(7, graph);
    return OnnxModel.read(model.bytes())
        .takes(new TensorSpec("x", TensorSpec.FLOAT, List.of(1L, 1L, (long) length)))
        .gives(new TensorSpec("y", TensorSpec.FLOAT, List.of(1L, 1L, TensorSpec.ANY)))
        .bytes();
  }

  private static float[] values(int length) {
    Random random = new Random(length);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static double[] pooled(float[] values, int kernel, int stride, int pad) {
    return pooled(values, kernel, stride, pad, true);
  }

  private static double[] pooledWithout(float[] values, int kernel, int stride, int pad) {
    return pooled(values, kernel, stride, pad, false);
  }

  private static double[] pooled(
      float[] values, int kernel, int stride, int pad, boolean padsCount) {
    List<Double> all = new ArrayList<>();
    for (int from = -pad; ; from += stride) {
      int end = Math.min(from + kernel, values.length + pad);
      if (from >= values.length
          || all.size() > 0 && from + kernel - stride >= values.length + pad) {
        return all.stream().mapToDouble(value -> value).toArray();
      }
      double sum = 0;
      for (int i = Math.max(0, from); i < Math.min(end, values.length); i++) {
        sum += values[i];
      }
      int within = Math.min(end, values.length) - Math.max(0, from);
      all.add(sum / (padsCount ? end - from : within));
    }
  }

  private static float[] run(byte[] graph, float[] values) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(graph);
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(values), new long[] {1, 1, values.length});
        OrtSession.Result result = session.run(Map.of("x", input))) {
      FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] all = new float[output.remaining()];
      output.get(all);
      return all;
    }
  }
}
