package org.voxmatrix.trials;

/**
 * Two recordings with a known answer.
 *
 * @param target whether both are of one speaker
 * @param enroll path of one recording, within the pack
 * @param test path of the other one
 * @param corpus that both come from
 */
public record Trial(boolean target, String enroll, String test, String corpus) {}
