package org.voxmatrix.jobs.profiles;

import java.io.Serializable;
import java.util.Locale;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.Failure;
import org.voxmatrix.error.Fault;
import org.voxmatrix.ledger.FinishedItem;
import org.voxmatrix.ledger.State;

/**
 * The service's error.
 *
 * @param fault our type of it
 * @param code the service's word
 * @param message the service's sentence
 * @param exception the classes of what failed, of an internal error; or null
 */
public record Refusal(Fault fault, String code, String message, String exception)
    implements Serializable {

  public Refusal(Fault fault, String code, String message) {
    this(fault, code, message, null);
  }

  public static final Refusal NO_PROFILE =
      new Refusal(Fault.PROFILE_NOT_FOUND, "Not Found", "Requested profile doesn't exist");

  public static final Refusal CONFLICT =
      new Refusal(
          Fault.PROFILE_CONFLICT,
          "Conflict",
          "Sending concurrent requests on same profile is not allowed.");

  public static final Refusal NOT_ENROLLED =
      new Refusal(Fault.PROFILE_NOT_ENROLLED, "InvalidRequest", "Profile is not enrolled.");

  public static final Refusal BAD_PROFILE_ID =
      invalid(Fault.PROFILE_BAD_ID, "Invalid profile id. A GUID is expected.");

  public static final Refusal BAD_KIND =
      invalid(
          Fault.PROFILE_BAD_KIND,
          "Invalid profile kind. It is text-dependent or text-independent, and never changes.");

  public static final Refusal OTHER_MODEL =
      invalid(
          Fault.PROFILE_OTHER_MODEL,
          "Profile was enrolled with another model. Reset it and enroll again.");

  public static final Refusal OTHER_CHECK =
      invalid(
          Fault.PROFILE_OTHER_CHECK,
          "Profile was enrolled with another passphrase.check. Use that, or reset it and enroll"
              + " again.");

  public static final Refusal COPY =
      invalid(
          Fault.RECORDING_COPY,
          "The audio is a copy of an enrollment of the profile. Enroll another recording.");

  public static final Refusal ERASED =
      invalid(
          Fault.RECORDING_ERASED,
          "Profile was erased on request. Enroll under another profile id.");

  /** What becomes of an item that is refused so. */
  public State state() {
    return fault == Fault.INTERNAL ? State.FAILED : State.REJECTED;
  }

  /** What failed by no fault of the item. */
  public static Refusal internal(Exception failure) {
    return new Refusal(
        Fault.INTERNAL, "InternalServerError", "Internal Server Error.", Failure.kinds(failure));
  }

  /** As an error of the item's task. */
  public ErrorDetail detail() {
    return FinishedItem.detail(fault.type(), message, exception);
  }

  /** A fault that the service has no word of its own for. */
  public static Refusal invalid(Fault fault, String message) {
    return new Refusal(fault, "InvalidRequest", message);
  }

  /**
   * A limit as the service writes it: {@code 1 second}, {@code 10 seconds}, {@code 0.5 seconds}.
   */
  public static String seconds(double limit) {
    return number(limit) + (limit == 1 ? " second" : " seconds");
  }

  public static String number(double limit) {
    return limit == Math.rint(limit)
        ? "%.0f".formatted(limit)
        : String.format(Locale.ROOT, "%s", limit);
  }
}
