package org.voxmatrix.jobs.profiles;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.ledger.Lease;
import org.voxmatrix.tables.Warehouse;

/** Changes single profiles; starts no Spark. */
public record ProfileJob(Warehouse warehouse) {

  /**
   * Takes all enrollments from a profile.
   *
   * @return the profile afterwards
   * @throws RequestException {@code profile.not-found}, or {@code profile.conflict} where a run is
   *     faster, or {@code run.live} during an erasure
   */
  public ProfileRow reset(String profileId) {
    return settle(profileId, ProfileStatus.ENROLLING);
  }

  /**
   * Deletes a profile.
   *
   * @return its id
   * @throws RequestException as {@link #reset}
   */
  public String delete(String profileId) {
    return settle(profileId, ProfileStatus.DELETED).profileId();
  }

  private ProfileRow settle(String text, ProfileStatus status) {
    // Beside other jobs, but not beside an erasure.
    String lease = "profile/" + UUID.randomUUID();
    Lease held = Lease.acquire(warehouse, lease, left -> lease);
    try {
      return held.during(() -> settleLeased(text, status));
    } finally {
      held.finish();
    }
  }

  private ProfileRow settleLeased(String text, ProfileStatus status) {
    String profileId = ProfileId.parse(text).orElseThrow(() -> notFound(text));
    String changeId = UUID.randomUUID().toString();
    ProfileWriter profiles = ProfileWriter.open(warehouse, changeId, List.of(profileId), null);
    ProfileRow now = profiles.latest().get(profileId);
    if (now == null || now.status() == ProfileStatus.DELETED) {
      throw notFound(profileId);
    }
    ProfileRow empty =
        ProfileRow.empty(profileId, now.kind(), now.locale())
            .withRunId(changeId)
            .withStatus(status)
            .withCreatedAt(now.createdAt());
    if (!profiles.settle(0, List.of(empty))) {
      throw refuse(RequestError.REQUEST_VALIDATION_ERROR, Refusal.CONFLICT, profileId);
    }
    return profiles.latest().get(profileId);
  }

  private static RequestException notFound(String profileId) {
    return refuse(RequestError.RESOURCE_NOT_FOUND, Refusal.NO_PROFILE, profileId);
  }

  private static RequestException refuse(RequestError error, Refusal why, String profileId) {
    return new RequestException(
        error,
        List.of(
            ErrorDetail.of(
                why.fault(),
                List.of("profile_id"),
                why.message(),
                Map.of("profile_id", profileId))));
  }
}
