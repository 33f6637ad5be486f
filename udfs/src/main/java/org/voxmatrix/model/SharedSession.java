package org.voxmatrix.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.util.HashMap;
import java.util.Map;

/** One ONNX Runtime session per graph and JVM, however many extractors use it. */
final class SharedSession {

  private static final Map<String, SharedSession> OPEN = new HashMap<>();

  static {
    OnnxLibraries.load();
  }

  private final OrtSession session;
  private int users;

  private SharedSession(OrtSession session) {
    this.session = session;
  }

  static OrtSession acquire(GraphFile graph) throws OrtException {
    synchronized (OPEN) {
      SharedSession shared = OPEN.get(graph.sha256());
      if (shared == null) {
        shared = new SharedSession(create(graph.content()));
        OPEN.put(graph.sha256(), shared);
      }
      shared.users++;
      return shared.session;
    }
  }

  static void release(GraphFile graph) throws OrtException {
    synchronized (OPEN) {
      SharedSession shared = OPEN.get(graph.sha256());
      shared.users--;
      if (shared.users == 0) {
        OPEN.remove(graph.sha256());
        shared.session.close();
      }
    }
  }

  private static OrtSession create(byte[] content) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL); // Errors are thrown.
      options.addConfigEntry("session.load_model_format", "ONNX");
      // A pattern would be kept for every length ever seen; the arena alone settles at its peak.
      options.setMemoryPatternOptimization(false);
      return OrtEnvironment.getEnvironment().createSession(content, options);
    }
  }
}
