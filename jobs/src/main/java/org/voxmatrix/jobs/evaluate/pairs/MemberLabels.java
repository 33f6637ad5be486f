package org.voxmatrix.jobs.evaluate.pairs;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.voxmatrix.score.VoiceprintBlock;

/**
 * Whose voiceprints the members of a set are, and of what.
 *
 * @param speakers number of each member's speaker; the same speaker has the same in both sets
 * @param groups number of what each member is a part of, such as a recording: two of one group make
 *     no trial
 * @param folds of speakers: a number from 0 for each member, the same for all of one speaker
 * @param conditions for each property by which trials are told apart, the number of each member's
 *     value, from 0
 * @param cache of {@link #of}
 */
public record MemberLabels(
    int[] speakers, int[] groups, int[] folds, int[][] conditions, Map<Integer, Block> cache)
    implements Serializable {

  public MemberLabels(int[] speakers, int[] groups, int[] folds, int[][] conditions) {
    this(speakers, groups, folds, conditions, new ConcurrentHashMap<>());
  }

  /** What is in a block, sorted. */
  record Block(int[] speakers, int[] groups, int[] folds) implements Serializable {

    /** Whether the block can have anything but non-target trials with a member. */
    boolean knows(int speaker, int group) {
      return Arrays.binarySearch(speakers, speaker) >= 0 || Arrays.binarySearch(groups, group) >= 0;
    }

    /** Whether all speakers are of one fold. */
    boolean hasOneFold() {
      return folds.length == 1;
    }

    boolean knowsSpeaker(int speaker) {
      return Arrays.binarySearch(speakers, speaker) >= 0;
    }
  }

  /** What is in a block of the set. */
  Block of(VoiceprintBlock block) {
    return cache.computeIfAbsent(
        block.start(),
        start -> new Block(sorted(speakers, block), sorted(groups, block), sorted(folds, block)));
  }

  private static int[] sorted(int[] numbers, VoiceprintBlock block) {
    return Arrays.stream(numbers, block.start(), block.end()).sorted().distinct().toArray();
  }
}
