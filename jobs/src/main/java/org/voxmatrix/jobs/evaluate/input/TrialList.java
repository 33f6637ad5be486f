package org.voxmatrix.jobs.evaluate.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;

/**
 * A list of trials: {@code enroll test target|nontarget} as Kaldi and WeSpeaker write it, {@code
 * 1|0 path path} as VoxCeleb, or a table with a header, such as NIST's, by the names of its
 * columns.
 *
 * @param trials in order
 * @param firstLine the place of the first one's line in the file
 * @param sha256 of the file
 */
public record TrialList(List<Trial> trials, int firstLine, String sha256) {

  private static final String OPTION = "trials";
  static final List<String> FIRST =
      List.of("enroll", "enrollment", "model", "modelid", "id_a", "a");
  static final List<String> SECOND = List.of("test", "segment", "segmentid", "id_b", "b");

  /**
   * Two voiceprints by id, or the only ones of two recordings.
   *
   * @param a in set A
   * @param b in set B
   */
  public record Trial(String a, String b, boolean target) {}

  /** Where a line has what. */
  private record Columns(int a, int b, int target, int firstLine) {}

  public static TrialList read(Configuration hadoop, String file) {
    TextTable table = TextTable.read(hadoop, file, OPTION);
    return of(table, columns(table));
  }

  /** The trials of a table with a header that names their columns; none without. */
  public static Optional<TrialList> named(TextTable table) {
    return header(table).map(columns -> of(table, columns));
  }

  private static TrialList of(TextTable table, Columns columns) {
    List<Trial> trials = new ArrayList<>();
    for (int i = columns.firstLine(); i < table.lines().size(); i++) {
      trials.add(
          new Trial(
              table.cell(i, columns.a()),
              table.cell(i, columns.b()),
              target(table, i, columns.target())));
    }
    return new TrialList(trials, columns.firstLine(), table.sha256());
  }

  /**
   * Checks a trial against the speakers of its sides.
   *
   * @param place of the trial in the list
   * @throws RequestException {@code trials.contradicted}
   */
  public void check(int place, String speakerOfA, String speakerOfB) {
    boolean target = trials.get(place).target();
    if (target != speakerOfA.equals(speakerOfB)) {
      throw new RequestException(
          Fault.TRIALS_CONTRADICTED,
          List.of(OPTION),
          "Line %d of the trial list says %s, and the labels give its sides %s: mend one of them."
              .formatted(
                  place + firstLine + 1,
                  target ? "target" : "nontarget",
                  target ? "two speakers" : "one speaker"));
    }
  }

  /**
   * The refusal of trials a side of which has no speaker.
   *
   * @param count how many
   */
  public static RequestException unlabelled(long count) {
    return new RequestException(
        Fault.TRIALS_UNLABELLED,
        List.of("labels"),
        "%,d trials of the list have a side without a speaker: label it, or leave such trials out by --skip-bad."
            .formatted(count));
  }

  private static boolean target(TextTable table, int line, int column) {
    return TrialClass.of(table.cell(line, column))
        .orElseThrow(
            () ->
                TextTable.invalid(
                    table.option(),
                    "Line %d of the trial list has neither target nor nontarget (or 1 or 0) in column %d."
                        .formatted(line + 1, column + 1)));
  }

  private static Optional<Columns> header(TextTable table) {
    Optional<Integer> first = table.column(FIRST);
    Optional<Integer> second = table.column(SECOND);
    Optional<Integer> target = table.column(TrialClass.COLUMNS);
    return first.isPresent() && second.isPresent() && target.isPresent()
        ? Optional.of(new Columns(first.get(), second.get(), target.get(), 1))
        : Optional.empty();
  }

  private static Columns columns(TextTable table) {
    Optional<Columns> header = header(table);
    if (header.isPresent()) {
      return header.get();
    }
    if (!table.lines().isEmpty()) {
      String[] line = table.lines().get(0);
      if (line.length >= 3 && TrialClass.of(line[2]).isPresent()) {
        return new Columns(0, 1, 2, 0);
      }
      if (line.length >= 3 && TrialClass.of(line[0]).isPresent()) {
        return new Columns(1, 2, 0, 0);
      }
    }
    throw TextTable.invalid(
        OPTION,
        "The trial list has no form that is known: write lines of enroll, test and target or"
            + " nontarget; or 1 or 0 and two ids; or a header with enroll, test and label.");
  }
}
