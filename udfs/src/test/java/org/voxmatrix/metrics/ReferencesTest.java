package org.voxmatrix.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scores that others published, with the values that their programs print. The files are not part
 * of the project.
 */
@Tag("slow")
@Tag("references")
class ReferencesTest {

  private static final Path FOLDER = Path.of(System.getProperty("voxmatrix.references", ""));

  /** EVALITA 2009, by ROCAnalysis.jl. */
  @Test
  void speakerRecognizer() {
    List<String[]> trials = evalita();
    assertThat(trials).hasSize(24_852);
    TrialCounts counts = counts(trials, trial -> true);
    assertThat(counts.targets()).isEqualTo(15_252);
    assertThat(counts.nonTargets()).isEqualTo(9_600);
    ErrorRates rates = ErrorRates.of(counts);

    // Prior log-odds of -ln 9.9.
    DetectionCost bayes = DetectionCost.of(1 / (1 + 9.9));
    assertThat(bayes.actual(rates)).isCloseTo(0.03291547867387523, within(1e-12));
    assertThat(bayes.minimum(rates)).isCloseTo(0.03173675448189074, within(1e-12));
    DetectionCost rare = new DetectionCost(0.01, 10, 1);
    assertThat(rare.actual(rates)).isCloseTo(0.035877871754524004, within(1e-12));
    assertThat(rare.minimum(rates)).isCloseTo(0.034593062385260914, within(1e-12));
    DetectionCost even = new DetectionCost(0.5, 10, 1);
    assertThat(even.actual(rates)).isCloseTo(0.23094942466561763, within(1e-12));
    assertThat(even.minimum(rates)).isCloseTo(0.21843024685287174, within(1e-12));
    Hull hull = Hull.of(counts);
    assertThat(hull.equalErrorRate()).isCloseTo(0.0773850903, within(1e-10));
    assertThat(LogLikelihoodCost.of(counts)).isCloseTo(0.2898528545, within(1e-10));
    assertThat(hull.minimumCost()).isCloseTo(0.2713229206, within(1e-10));
  }

  /** Of bob.bio.base: five people and strangers, threshold 0.5. */
  @ParameterizedTest
  @CsvSource({"open-set, 0, 0, 7", "open-set-one-error, 1, 0, 6", "open-set-two-errors, 1, 0.5, 6"})
  void openSet(String file, int missed, double falsePositives, int firstOfNine) throws IOException {
    Map<String, Map<String, Double>> probes = new TreeMap<>();
    Map<String, String> persons = new HashMap<>();
    for (String[] fields : columns(FOLDER.resolve("scores-cmc-4col-" + file + ".txt"))) {
      persons.put(fields[2], fields[1]);
      probes
          .computeIfAbsent(fields[2], key -> new TreeMap<>())
          .put(fields[0], Double.valueOf(fields[3]));
    }
    OpenSet trials = new OpenSet();
    probes.forEach(
        (probe, scores) -> {
          Double own = scores.remove(persons.get(probe));
          double[] others = scores.values().stream().mapToDouble(score -> score).toArray();
          if (own == null) {
            trials.addStranger(others);
          } else {
            trials.addKnown(own, others);
          }
        });
    int gallery = 3;

    assertThat(trials.known()).isEqualTo(7);
    assertThat(trials.strangers()).isEqualTo(2);
    assertThat(trials.falseNegatives(gallery, 1, 0.5)).isCloseTo(missed / 7.0, within(1e-12));
    assertThat(trials.falsePositives(gallery, 0.5)).isCloseTo(falsePositives, within(1e-12));
    // There, strangers count as never found.
    assertThat(7 * (1 - trials.falseNegatives(gallery, 1, Double.NEGATIVE_INFINITY)))
        .isCloseTo(firstOfNine, within(1e-9));
  }

  @Test
  void calibratedSpeakerRecognizer() {
    List<String[]> trials = evalita();
    double[] targets = scores(trials, trial -> isTarget(trial));
    double[] nonTargets = scores(trials, trial -> !isTarget(trial));

    LogisticRegression fitted = fit(targets, nonTargets, 0.5);

    assertThat(fitted.slopes()[0]).isCloseTo(0.7435508, within(1e-7));
    assertThat(fitted.offset()).isCloseTo(0.1039763, within(1e-7));
    TrialCounts calibrated =
        TrialCounts.of(
            Arrays.stream(targets).map(fitted::of).toArray(),
            Arrays.stream(nonTargets).map(fitted::of).toArray());
    assertThat(LogLikelihoodCost.of(calibrated)).isCloseTo(0.2767376145, within(1e-10));
  }

  @ParameterizedTest
  @CsvSource({"f, 0.0747760, 0.0751542", "m, 0.0747760, 0.0751542"})
  void byGender(String gender, double one, double other) {
    TrialCounts counts = counts(evalita(), trial -> trial[0].equals(gender));
    double rate = Hull.of(counts).equalErrorRate();

    assertThat(Math.min(Math.abs(rate - one), Math.abs(rate - other))).isLessThan(5e-8);
  }

  /** By bob.bio.base; scores are distances. */
  @ParameterizedTest
  @CsvSource({
    "nonorm, -0.0025145006612, 11.422285940540",
    "ztnorm, -2.8223439141980, -2.1561866835152"
  })
  void calibrations(String system, double slope, double offset) throws IOException {
    List<String[]> scores = columns(FOLDER.resolve("scores-%s-dev".formatted(system)));
    List<String[]> published =
        columns(FOLDER.resolve("scores-%s-calibrated-dev".formatted(system)));

    LogisticRegression fitted = fitOfClients(scores, 0.5);

    assertThat(fitted.slopes()[0]).isCloseTo(slope, within(1e-6 * Math.abs(slope)));
    assertThat(fitted.offset()).isCloseTo(offset, within(1e-6 * Math.abs(offset)));
    for (int i = 0; i < scores.size(); i++) {
      assertThat(fitted.of(Double.parseDouble(scores.get(i)[3])))
          .isCloseTo(Double.parseDouble(published.get(i)[3]), within(1e-4));
    }
  }

  @ParameterizedTest
  @CsvSource({"0.05, -0.0030228", "0.01, -0.0034324"})
  void slopesOfOtherPriors(double prior, double slope) throws IOException {
    LogisticRegression fitted = fitOfClients(columns(FOLDER.resolve("scores-nonorm-dev")), prior);

    assertThat(fitted.slopes()[0]).isCloseTo(slope, within(5e-8));
  }

  /** By bob.measure. */
  @Test
  void costs() throws IOException {
    TrialCounts separate = positivesAndNegatives("linsep");
    TrialCounts mixed = positivesAndNegatives("nonsep");

    assertThat(LogLikelihoodCost.of(separate)).isCloseTo(1.2097942129, within(1e-10));
    assertThat(Hull.of(separate).minimumCost()).isZero();
    assertThat(LogLikelihoodCost.of(mixed)).isCloseTo(3.61833, within(5e-6));
    assertThat(Hull.of(mixed).minimumCost()).isCloseTo(0.40306201053558705, within(1e-14));
  }

  private static LogisticRegression fitOfClients(List<String[]> scores, double prior) {
    return fit(
        scores.stream()
            .filter(score -> score[0].equals(score[1]))
            .mapToDouble(score -> Double.parseDouble(score[3]))
            .toArray(),
        scores.stream()
            .filter(score -> !score[0].equals(score[1]))
            .mapToDouble(score -> Double.parseDouble(score[3]))
            .toArray(),
        prior);
  }

  private static LogisticRegression fit(double[] targets, double[] nonTargets, double prior) {
    TrialCounts counts = TrialCounts.of(targets, nonTargets);
    return LogisticRegression.fit(counts, prior);
  }

  private static TrialCounts positivesAndNegatives(String name) throws IOException {
    return TrialCounts.of(numbers(name + "-positives.txt"), numbers(name + "-negatives.txt"));
  }

  private static double[] numbers(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name))
        .strip()
        .lines()
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  private static boolean isTarget(String[] trial) {
    return trial[10].equals("TRUE");
  }

  private static TrialCounts counts(List<String[]> trials, Predicate<String[]> chosen) {
    return TrialCounts.of(
        scores(trials, chosen.and(trial -> isTarget(trial))),
        scores(trials, chosen.and(trial -> !isTarget(trial))));
  }

  private static double[] scores(List<String[]> trials, Predicate<String[]> chosen) {
    return trials.stream()
        .filter(chosen)
        .mapToDouble(trial -> Double.parseDouble(trial[8]))
        .toArray();
  }

  private static List<String[]> evalita() {
    try (var in =
        new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(FOLDER.resolve("ru.2009.table.gz"))),
            StandardCharsets.UTF_8)) {
      return new BufferedReader(in)
          .lines()
          .skip(1)
          .map(line -> line.replace("\"", "").split("\t"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String[]> columns(Path file) throws IOException {
    return Files.readString(file).lines().map(line -> line.split(" ")).toList();
  }
}
