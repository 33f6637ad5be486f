package org.voxmatrix.jobs.evaluate.input;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/**
 * A text file of pairs with their scores, of another system: by the names of its columns, or lines
 * of two ids and a score.
 */
public final class GivenPairs {

  public static final String OPTION = "scores";
  public static final List<String> SCORES = List.of("score", "llr", "scores");

  private final TextTable table;
  private final int first;
  private final int a;
  private final int b;
  private final int score;

  public GivenPairs(TextTable table) {
    Optional<Integer> named = table.column(SCORES);
    this.table = table;
    this.first = named.isPresent() ? 1 : 0;
    this.score = named.orElse(2);
    // Without a header the first line is a pair, whose ids may be any word.
    this.a = named.flatMap(header -> table.column(TrialList.FIRST)).orElse(0);
    this.b = named.flatMap(header -> table.column(TrialList.SECOND)).orElse(1);
  }

  /** Takes a pair. */
  @FunctionalInterface
  public interface Taker {
    void take(String a, String b, double score);
  }

  /** Takes a pair with its line in the file. */
  @FunctionalInterface
  public interface LineTaker {
    void take(int line, String a, String b, double score);
  }

  public static GivenPairs read(Configuration hadoop, String file) {
    return new GivenPairs(TextTable.read(hadoop, file, OPTION));
  }

  /**
   * Hands over all pairs, in order.
   *
   * @throws RequestException {@code trials.bad-score}
   */
  public void read(Taker taker) {
    lines((line, one, other, score) -> taker.take(one, other, score));
  }

  /** The same, with the line of each pair. */
  public void lines(LineTaker taker) {
    for (int i = first; i < table.lines().size(); i++) {
      taker.take(i, table.cell(i, a), table.cell(i, b), number(table, i, score));
    }
  }

  public String sha256() {
    return table.sha256();
  }

  public static double number(TextTable table, int line, int column) {
    String cell = table.cell(line, column);
    try {
      double score = Double.parseDouble(cell);
      if (!Double.isNaN(score)) {
        return score;
      }
    } catch (NumberFormatException e) {
      // As NaN.
    }
    throw new RequestException(
        Fault.TRIALS_BAD_SCORE,
        List.of(table.option()),
        "Line %d of the scores has no number in column %d: mend it, or leave the trial out."
            .formatted(line + 1, column + 1));
  }
}
