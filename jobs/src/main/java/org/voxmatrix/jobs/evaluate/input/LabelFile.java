package org.voxmatrix.jobs.evaluate.input;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.voxmatrix.jobs.compare.cohort.Recordings;

/**
 * Speakers by id: lines of an id and a speaker, as Kaldi's utt2spk, or a table with a header.
 *
 * @param speakers by id of a voiceprint or of a recording
 * @param sha256 of the file
 */
public record LabelFile(Map<String, String> speakers, String sha256) {

  private static final String OPTION = "labels";
  private static final List<String> IDS = List.of("id", "recording_id", "utt", "path");
  private static final List<String> SPEAKERS =
      List.of("speaker", "speaker_id", "spk", "label", "subject");

  public static LabelFile read(Configuration hadoop, String file) {
    TextTable table = TextTable.read(hadoop, file, OPTION);
    Optional<Integer> ids = table.column(IDS);
    Optional<Integer> names = table.column(SPEAKERS);
    boolean header = ids.isPresent() && names.isPresent();
    int id = header ? ids.get() : 0;
    int speaker = header ? names.get() : 1;
    Map<String, String> speakers = new HashMap<>();
    for (int i = header ? 1 : 0; i < table.lines().size(); i++) {
      String earlier = speakers.put(table.cell(i, id), table.cell(i, speaker));
      if (earlier != null && !earlier.equals(table.cell(i, speaker))) {
        throw TextTable.invalid(
            OPTION,
            "Line %d of the file gives an id another speaker than a line before: mend it."
                .formatted(i + 1));
      }
    }
    return new LabelFile(speakers, table.sha256());
  }

  /** Whether that is the name of a file, not of a column. */
  public static boolean isFile(String name) {
    return name.contains("/") || name.contains(".");
  }

  /** The speaker of a voiceprint, whose id may be that of its recording and a channel; or null. */
  public String of(String id) {
    return of(id, Recordings.of(id));
  }

  /** The speaker of a voiceprint; null if it is not in the file. */
  public String of(String id, String recordingId) {
    String speaker = speakers.get(id);
    return speaker == null && recordingId != null ? speakers.get(recordingId) : speaker;
  }
}
