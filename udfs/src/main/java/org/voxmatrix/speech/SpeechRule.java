package org.voxmatrix.speech;

/**
 * Turns decisions per frame into segments of speech: short gaps are closed, then short islands
 * dropped, then what is left is widened at both ends (never past the recording's).
 *
 * @param closeGap gaps shorter than this are closed, seconds
 * @param dropIsland speech shorter than this is dropped, seconds
 * @param widen added at each end, seconds; at most half of {@code closeGap}, so that segments never
 *     meet
 */
public record SpeechRule(double closeGap, double dropIsland, double widen) {

  /** For lengths of speech and for the signal-to-noise ratio. */
  public static final SpeechRule TIGHT = new SpeechRule(0.2, 0.1, 0.05);

  /** For what is embedded: cutting tightly costs accuracy. */
  public static final SpeechRule LOOSE = new SpeechRule(0.5, 0.1, 0.2);

  public SpeechRule {
    if (!(closeGap >= 0 && dropIsland >= 0 && widen >= 0 && 2 * widen <= closeGap)) {
      throw new IllegalArgumentException(
          "close gap %s, drop island %s, widen %s: none may be negative, nor the last more than half of the first"
              .formatted(closeGap, dropIsland, widen));
    }
  }
}
