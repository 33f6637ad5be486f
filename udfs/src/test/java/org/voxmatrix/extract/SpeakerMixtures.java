package org.voxmatrix.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.metrics.diarization.SpeakerSegment;

/**
 * Conversations made of the speech pack: speakers of one corpus take turns, each of recordings of
 * theirs one after the other, at one level. The first {@link #ENROLLED} recordings of a speaker are
 * never used.
 */
final class SpeakerMixtures {

  /** Recordings of each speaker that are left for enrollment. */
  static final int ENROLLED = 3;

  private static final double LEVEL = 0.05;
  private static final int FRAME = Recordings.RATE / 50;

  /** Speakers by corpus, each with recordings. */
  private final Map<String, Map<String, List<Path>>> corpora = new TreeMap<>();

  private final Random random;

  /** A conversation, who speaks when in it, and in which order they begin. */
  record Mixture(float[] samples, List<SpeakerSegment> reference, List<String> speakers) {}

  /**
   * How speakers take turns.
   *
   * @param length of a turn, seconds
   * @param pause between two, seconds
   * @param overlap how much of a turn lies over the one before it: a share of the shorter one
   */
  record Turns(DoubleSupplier length, DoubleSupplier pause, double overlap) {}

  /**
   * @param split of the pack: {@code dev} or {@code train}
   */
  SpeakerMixtures(Path pack, String split, long seed) throws IOException {
    random = new Random(seed);
    for (String line : Files.readAllLines(pack.resolve("MANIFEST.tsv"))) {
      String[] row = line.split("\t", -1);
      if (row[9].equals(split) && !row[2].isEmpty()) {
        corpora
            .computeIfAbsent(row[1], corpus -> new TreeMap<>())
            .computeIfAbsent(row[2], speaker -> new ArrayList<>())
            .add(pack.resolve(row[0]));
      }
    }
    corpora.values().forEach(all -> all.values().removeIf(files -> files.size() < 3 * ENROLLED));
    corpora.values().removeIf(speakers -> speakers.size() < 4);
  }

  Map<String, Map<String, List<Path>>> corpora() {
    return corpora;
  }

  double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** Speakers of a corpus, each as often as the others or once more, for so many seconds. */
  Mixture of(String corpus, int speakers, Turns turns, double seconds) {
    List<String> all = new ArrayList<>(corpora.get(corpus).keySet());
    Collections.shuffle(all, random);
    List<String> chosen = List.copyOf(all.subList(0, speakers));
    float[] samples = new float[(int) ((seconds + 30) * Recordings.RATE)];
    List<SpeakerSegment> reference = new ArrayList<>();
    double end = 0;
    double start = 0;
    double before = 0;
    for (int turn = 0; turn < speakers || end < seconds; turn++) {
      String speaker = chosen.get(turn % speakers);
      double length = turns.length().getAsDouble();
      float[] said = speech(corpora.get(corpus).get(speaker), length);
      double over = speakers == 1 ? 0 : turns.overlap() * Math.min(length, before);
      start = turn == 0 ? 0 : Math.max(start, end - over + turns.pause().getAsDouble());
      int at = (int) Math.round(start * Recordings.RATE);
      for (int i = 0; i < said.length; i++) {
        samples[at + i] += said[i];
      }
      active(said, start, speaker, reference);
      end = Math.max(end, start + length);
      before = length;
    }
    return new Mixture(Arrays.copyOf(samples, (int) (end * Recordings.RATE)), reference, chosen);
  }

  private float[] speech(List<Path> recordings, double seconds) {
    int wanted = (int) Math.round(seconds * Recordings.RATE);
    float[] said = new float[0];
    while (said.length < wanted) {
      said =
          Recordings.joined(
              said,
              samples(recordings.get(ENROLLED + random.nextInt(recordings.size() - ENROLLED))));
    }
    said = Arrays.copyOf(said, wanted);
    double power = 0;
    for (float sample : said) {
      power += (double) sample * sample / wanted;
    }
    return Recordings.scaled(said, LEVEL / Math.sqrt(power + 1e-12));
  }

  static float[] samples(Path recording) {
    try {
      return Recordings.samples(new BytesInput(Files.readAllBytes(recording)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a turn is within 30 dB of its loud parts; gaps under 0.3 s belong to it. */
  private static void active(
      float[] said, double start, String speaker, List<SpeakerSegment> segments) {
    double[] powers = new double[said.length / FRAME];
    for (int i = 0; i < powers.length * FRAME; i++) {
      powers[i / FRAME] += (double) said[i] * said[i];
    }
    double[] sorted = powers.clone();
    Arrays.sort(sorted);
    double least = sorted[(int) (0.95 * sorted.length)] / 1_000;
    int from = -1;
    int last = -1;
    for (int frame = 0; frame <= powers.length; frame++) {
      boolean loud = frame < powers.length && powers[frame] > least;
      if (from >= 0 && (frame == powers.length || (loud && frame - last > 15))) {
        if (last - from >= 2) {
          segments.add(new SpeakerSegment(start + from / 50.0, start + (last + 1) / 50.0, speaker));
        }
        from = -1;
      }
      if (loud) {
        from = from < 0 ? frame : from;
        last = frame;
      }
    }
  }
}
