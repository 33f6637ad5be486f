package org.voxmatrix.ledger;

import java.util.List;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/** An erasure goes first. What was to be done is done, or resumed, after it. */
public final class ErasureAhead extends RequestException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what for people: whose turn it is
   */
  public ErasureAhead(String what) {
    super(Fault.RUN_LIVE, List.of("run_id"), what);
  }
}
