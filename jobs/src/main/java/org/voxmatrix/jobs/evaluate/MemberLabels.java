package org.voxmatrix.jobs.evaluate;

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
 * @param cache of {@link #of}
 */
record MemberLabels(int[] speakers, int[] groups, Map<Integer, Block> cache)
    implements Serializable {

  MemberLabels(int[] speakers, int[] groups) {
    this(speakers, groups, new ConcurrentHashMap<>());
  }

  /** What is in a block, sorted. */
  record Block(int[] speakers, int[] groups) implements Serializable {

    /** Whether the block can have anything but non-target trials with a member. */
    boolean knows(int speaker, int group) {
      return Arrays.binarySearch(speakers, speaker) >= 0 || Arrays.binarySearch(groups, group) >= 0;
    }

    boolean knowsSpeaker(int speaker) {
      return Arrays.binarySearch(speakers, speaker) >= 0;
    }
  }

  /** What is in a block of the set. */
  Block of(VoiceprintBlock block) {
    return cache.computeIfAbsent(
        block.start(), start -> new Block(sorted(speakers, block), sorted(groups, block)));
  }

  private static int[] sorted(int[] numbers, VoiceprintBlock block) {
    return Arrays.stream(numbers, block.start(), block.end()).sorted().distinct().toArray();
  }
}
