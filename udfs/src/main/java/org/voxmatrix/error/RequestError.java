package org.voxmatrix.error;

/** The closed list of errors of a whole run. */
public enum RequestError {
  INTERNAL("internal", "Service error."),
  RESOURCE_NOT_FOUND("resource.not-found", "Resource not found."),
  METHOD_INVALID("method.invalid", "Invalid method."),
  REQUEST_FORBIDDEN("request.forbidden", "Request forbidden."),
  REQUEST_INVALID("request.invalid", "Invalid request."),
  REQUEST_VALIDATION_ERROR("request.validation-error", "Request validation error."),
  REQUEST_SIZE_LIMIT_EXCEEDED("request.size-limit-exceeded", "Request size limit exceeded."),
  STORAGE_CAPACITY_EXCEEDED("storage.capacity-exceeded", "Storage capacity exceeded.");

  private final String type;
  private final String message;

  RequestError(String type, String message) {
    this.type = type;
    this.message = message;
  }

  public String type() {
    return type;
  }

  public String message() {
    return message;
  }
}
