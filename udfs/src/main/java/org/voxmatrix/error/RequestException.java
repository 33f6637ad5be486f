package org.voxmatrix.error;

import java.util.List;
import java.util.stream.Collectors;

/** The user's request as a whole cannot be served; nothing has been written. */
public class RequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RequestError error;
  private final transient List<ErrorDetail> detail;

  public RequestException(RequestError error, List<ErrorDetail> detail) {
    super(
        detail.isEmpty()
            ? error.message()
            : detail.stream().map(ErrorDetail::message).collect(Collectors.joining(" ")));
    this.error = error;
    this.detail = List.copyOf(detail);
  }

  /** A request with one fault. */
  public RequestException(RequestError error, Fault fault, List<?> location, String message) {
    this(error, List.of(ErrorDetail.of(fault, location, message)));
  }

  /** A valid request for what is not there or cannot be: {@code request.validation-error}. */
  public RequestException(Fault fault, List<?> location, String message) {
    this(RequestError.REQUEST_VALIDATION_ERROR, fault, location, message);
  }

  /** A value that cannot be taken: {@code request.validation-error}, {@code request.bad-value}. */
  public static RequestException badValue(Object field, String message) {
    return new RequestException(Fault.REQUEST_BAD_VALUE, List.of(field), message);
  }

  /** Whether that is a fault of it. */
  public boolean has(Fault fault) {
    return detail.stream().anyMatch(one -> one.type().equals(fault.type()));
  }

  public RequestError error() {
    return error;
  }

  public List<ErrorDetail> detail() {
    return detail;
  }
}
