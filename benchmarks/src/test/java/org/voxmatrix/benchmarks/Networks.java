package org.voxmatrix.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;

/** ONNX Runtime alone with the default bundle's graphs: its own defaults, one thread. */
final class Networks implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession model = session("model.onnx");
  private final OrtSession detector = session("vad.onnx");

  void embed(Frames speech) {
    run(model, speech);
  }

  void detect(List<Frames> windows) {
    windows.forEach(window -> run(detector, window));
  }

  private void run(OrtSession session, Frames frames) {
    long[] shape = {1, frames.count(), frames.width()};
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(environment, FloatBuffer.wrap(frames.values()), shape);
        OrtSession.Result result = session.run(Map.of("feats", tensor))) {
      if (result.size() != 1) {
        throw new IllegalStateException(result.size() + " outputs");
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private OrtSession session(String name) {
    try (InputStream stream = Networks.class.getResourceAsStream("/models/voxmatrix-v0.1/" + name);
        OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return environment.createSession(stream.readAllBytes(), options);
    } catch (IOException | OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws OrtException {
    model.close();
    detector.close();
  }
}
