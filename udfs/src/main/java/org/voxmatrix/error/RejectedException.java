package org.voxmatrix.error;

import java.util.List;
import java.util.Map;

/** The input of one item is invalid: it is rejected, would be again, and the run continues. */
public final class RejectedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Fault fault;
  private final transient ErrorDetail detail;

  /**
   * @param fault what is wrong
   * @param location the invalid field or column, for example {@code ["uri"]}
   * @param message one sentence that names the value and the remedy
   */
  public RejectedException(Fault fault, List<?> location, String message) {
    this(fault, location, message, Map.of());
  }

  /** As above, with context values for machines. */
  public RejectedException(Fault fault, List<?> location, String message, Map<String, ?> context) {
    super(message);
    this.fault = fault;
    this.detail = ErrorDetail.of(fault, location, message, context);
  }

  /** The same fault at another location: for the caller who knows which item it was. */
  public RejectedException at(Object... location) {
    return new RejectedException(fault, List.of(location), getMessage(), detail.context());
  }

  public Fault fault() {
    return fault;
  }

  public ErrorDetail detail() {
    return detail;
  }
}
