package org.voxmatrix.metrics.diarization;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * How far who spoke when is from what is known, in seconds of a speaker's speech. Speakers are
 * matched one to one so that most is right; speech of several at once counts for each (NIST, <i>The
 * 2009 (RT-09) Rich Transcription Meeting Recognition Evaluation Plan</i>, 2009).
 *
 * @param total seconds of reference speech that are scored
 * @param missed of which nobody was found to speak
 * @param falseAlarm found where nobody, or fewer, speak
 * @param confusion given to another speaker
 */
public record DiarizationError(double total, double missed, double falseAlarm, double confusion) {

  /** Nothing scored. */
  public static final DiarizationError NONE = new DiarizationError(0, 0, 0, 0);

  /**
   * Scores one channel of a recording.
   *
   * @param collar seconds before and after each end of a reference segment that are not scored
   */
  public static DiarizationError of(
      List<SpeakerSegment> reference, List<SpeakerSegment> found, double collar) {
    List<String> speakers = speakers(reference);
    List<String> clusters = speakers(found);
    List<Region> regions = regions(reference, found, collar);
    double[][] shared = new double[speakers.size()][clusters.size()];
    for (Region region : regions) {
      for (int speaker : region.speakers()) {
        for (int cluster : region.clusters()) {
          shared[speaker][cluster] += region.seconds();
        }
      }
    }
    int[] match = Assignment.of(shared);
    DiarizationError error = NONE;
    for (Region region : regions) {
      error = error.plus(region.error(match));
    }
    return error;
  }

  /** Of two recordings together. */
  public DiarizationError plus(DiarizationError other) {
    return new DiarizationError(
        total + other.total,
        missed + other.missed,
        falseAlarm + other.falseAlarm,
        confusion + other.confusion);
  }

  /** The diarization error rate: all errors against all reference speech; NaN without any. */
  public double rate() {
    return (missed + falseAlarm + confusion) / total;
  }

  private static List<String> speakers(List<SpeakerSegment> segments) {
    return segments.stream().map(SpeakerSegment::speaker).distinct().toList();
  }

  /** The scored time, cut at every end of a segment and of a collar. */
  private static List<Region> regions(
      List<SpeakerSegment> reference, List<SpeakerSegment> found, double collar) {
    double[] ends = ends(reference).toArray();
    TreeSet<Double> cuts = new TreeSet<>();
    ends(found).forEach(cuts::add);
    for (double end : ends) {
      cuts.addAll(List.of(end - collar, end, end + collar));
    }
    List<String> speakers = speakers(reference);
    List<String> clusters = speakers(found);
    List<Region> regions = new ArrayList<>();
    Double from = null;
    for (double to : cuts) {
      if (from != null) {
        double middle = (from + to) / 2;
        if (DoubleStream.of(ends).noneMatch(end -> Math.abs(end - middle) < collar)) {
          regions.add(
              new Region(
                  to - from, active(reference, speakers, middle), active(found, clusters, middle)));
        }
      }
      from = to;
    }
    return regions;
  }

  private static DoubleStream ends(List<SpeakerSegment> segments) {
    return segments.stream().flatMapToDouble(one -> DoubleStream.of(one.start(), one.end()));
  }

  private static List<Integer> active(
      List<SpeakerSegment> segments, List<String> names, double time) {
    return segments.stream()
        .filter(segment -> segment.start() <= time && time < segment.end())
        .map(segment -> names.indexOf(segment.speaker()))
        .distinct()
        .toList();
  }

  /** A time in which nobody begins or ends. */
  private record Region(double seconds, List<Integer> speakers, List<Integer> clusters) {

    DiarizationError error(int[] match) {
      int known = speakers.size();
      int found = clusters.size();
      long right = speakers.stream().filter(one -> clusters.contains(match[one])).count();
      return new DiarizationError(
          known * seconds,
          Math.max(0, known - found) * seconds,
          Math.max(0, found - known) * seconds,
          (Math.min(known, found) - right) * seconds);
    }
  }
}
