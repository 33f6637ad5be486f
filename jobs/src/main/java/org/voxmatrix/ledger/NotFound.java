package org.voxmatrix.ledger;

import java.util.List;
import java.util.Map;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;

/** The answer to an unknown or expired id. */
public final class NotFound {

  private NotFound() {}

  public static RequestException task(String taskId) {
    return of("Task not found.", Fault.TASK_NOT_FOUND, "task_id", taskId);
  }

  public static RequestException run(String runId) {
    return of("Run not found.", Fault.RUN_NOT_FOUND, "run_id", runId);
  }

  public static RequestException profile(String profileId) {
    return of("Requested profile doesn't exist", Fault.PROFILE_NOT_FOUND, "profile_id", profileId);
  }

  private static RequestException of(String message, Fault fault, String key, String id) {
    return new RequestException(
        RequestError.RESOURCE_NOT_FOUND,
        List.of(ErrorDetail.of(fault, List.of("root"), message, Map.of(key, id))));
  }
}
