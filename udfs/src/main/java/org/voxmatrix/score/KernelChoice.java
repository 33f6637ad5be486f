package org.voxmatrix.score;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voxmatrix.error.RequestException;

/** Chooses a kernel once. The one on Java's vector module comes from a separate jar, if at all. */
public final class KernelChoice {

  static final String PROPERTY = "voxmatrix.kernel";

  private static final Logger LOG = LoggerFactory.getLogger(KernelChoice.class);
  private static final String MODULE = "jdk.incubator.vector";

  private static Kernel chosen;

  private KernelChoice() {}

  /**
   * The kernel of this JVM: the fastest that runs here, or the one that the system property {@code
   * voxmatrix.kernel} names ({@code auto}, {@code vector} or {@code plain}).
   *
   * @throws RequestException {@code request.bad-value} if the property names none, or one that
   *     cannot run here
   */
  public static synchronized Kernel best() {
    if (chosen == null) {
      chosen = of(System.getProperty(PROPERTY, "auto"));
      LOG.info("Scoring kernel: {}", chosen.name());
    }
    return chosen;
  }

  static Kernel of(String name) {
    return switch (name) {
      case "auto" -> fastest();
      case "plain" -> new PlainKernel();
      case "vector" -> {
        try {
          yield vector();
        } catch (UnsupportedOperationException e) {
          throw badValue(name, e.getMessage() + ", or set auto");
        }
      }
      default -> throw badValue(name, "set auto, vector or plain");
    };
  }

  private static Kernel fastest() {
    try {
      return vector();
    } catch (UnsupportedOperationException e) {
      LOG.info("Scoring could be faster: {}", e.getMessage());
      return new PlainKernel();
    }
  }

  /** Without the module the provider's class would not even link. */
  private static Kernel vector() {
    if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
      throw new UnsupportedOperationException(
          "this JVM runs without the module %s; start Java with --add-modules=%s"
              .formatted(MODULE, MODULE));
    }
    try {
      return ServiceLoader.load(Kernel.class, Kernel.class.getClassLoader())
          .findFirst()
          .orElseThrow(
              () ->
                  new UnsupportedOperationException(
                      "no vector kernel is on the class path; add the jar of voxmatrix-vector"));
    } catch (ServiceConfigurationError e) {
      String cause = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new UnsupportedOperationException(cause, e);
    }
  }

  private static RequestException badValue(String value, String remedy) {
    return RequestException.badValue(
        PROPERTY, "The system property " + PROPERTY + " is '" + value + "': " + remedy + ".");
  }
}
