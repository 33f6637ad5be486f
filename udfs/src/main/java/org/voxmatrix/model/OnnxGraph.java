package org.voxmatrix.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A graph ready to run: one float input, one float output. Safe for use by many threads at once,
 * each running on its own core. Native input buffers are kept and used again, one per concurrent
 * run: left to the garbage collector, they would pile up outside the heap.
 */
public final class OnnxGraph implements AutoCloseable {

  private final GraphFile graph;
  private final OrtSession session;
  private final ConcurrentLinkedQueue<FloatBuffer> inputs = new ConcurrentLinkedQueue<>();
  private final long mostMillis;
  private boolean closed;

  private OnnxGraph(GraphFile graph, OrtSession session, long mostMillis) {
    this.graph = graph;
    this.session = session;
    this.mostMillis = mostMillis;
  }

  static OnnxGraph open(GraphFile graph) throws OrtException {
    return open(graph, RunLimit.MOST_MILLIS);
  }

  /**
   * @param mostMillis that one run may take
   */
  static OnnxGraph open(GraphFile graph, long mostMillis) throws OrtException {
    return new OnnxGraph(graph, SharedSession.acquire(graph), mostMillis);
  }

  /**
   * Runs the graph once.
   *
   * @param shape of the input
   * @param fill puts the input's values, row-major, into the buffer that it is given
   * @return the output's values, row-major
   */
  public float[] run(long[] shape, Consumer<FloatBuffer> fill) {
    FloatBuffer input = buffer(Math.toIntExact(size(shape)));
    fill.accept(input);
    input.flip();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OnnxEnd.runs().lock();
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, input, shape);
        RunLimit limit = RunLimit.begin(mostMillis);
        OrtSession.Result result =
            session.run(Map.of(graph.input(), tensor), Set.of(graph.output()), limit.options())) {
      FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[output.remaining()];
      output.get(values);
      return values;
    } catch (OrtException failure) {
      throw new IllegalStateException(graph.file() + " could not be run", failure);
    } finally {
      OnnxEnd.runs().unlock();
      inputs.add(input);
    }
  }

  OrtSession session() {
    return session;
  }

  private FloatBuffer buffer(int values) {
    FloatBuffer spare = inputs.poll();
    if (spare == null || spare.capacity() < values) {
      int capacity = Math.max(values, spare == null ? 0 : 2 * spare.capacity());
      spare =
          ByteBuffer.allocateDirect(capacity * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }
    return spare.clear().limit(values);
  }

  private static long size(long[] shape) {
    long size = 1;
    for (long dimension : shape) {
      size *= dimension;
    }
    return size;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      SharedSession.release(graph);
    } catch (OrtException failure) {
      throw new IllegalStateException(graph.file() + " could not be closed", failure);
    }
  }
}
