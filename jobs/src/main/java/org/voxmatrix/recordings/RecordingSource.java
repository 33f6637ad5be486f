package org.voxmatrix.recordings;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.voxmatrix.access.Gate;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.audio.input.BytesInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;

/** Opens the recordings that rows of a manifest name or hold. */
public record RecordingSource(Gate gate, long maxBytes, SerializableConfiguration hadoop)
    implements Serializable {

  /**
   * Opens the recording of a row.
   *
   * @throws RejectedException if the row, or what it names, is invalid
   * @throws IOException where the file system fails, which may pass
   */
  public AudioInput open(Row row) throws IOException {
    byte[] content = RowValues.value(row, "content");
    String uri = RowValues.value(row, "uri");
    if (RowValues.<String>value(row, "recording_id") == null) {
      throw missing("recording_id", "give each recording an id");
    }
    Integer held = RowValues.value(row, AudioColumn.BYTES);
    if (content == null && held != null) {
      throw tooLarge("content", held);
    }
    if (content == null && uri == null) {
      throw missing("uri", "give the recording a uri, or its bytes in content");
    }
    AudioInput input = content == null ? gate.open(uri, hadoop.value()) : new BytesInput(content);
    if (input.size() > maxBytes) {
      long size = input.size();
      input.close();
      throw tooLarge(content == null ? "uri" : "content", size);
    }
    return input;
  }

  private RejectedException tooLarge(String column, long size) {
    return new RejectedException(
        Fault.AUDIO_TOO_LARGE,
        List.of(column),
        "The recording has %s bytes, over audio.max-bytes = %s: split it, or raise the limit."
            .formatted(size, maxBytes),
        Map.of("size", size, "limit", maxBytes));
  }

  private static RejectedException missing(String column, String remedy) {
    return new RejectedException(
        Fault.MANIFEST_MISSING_VALUE, List.of(column), column + " is null: " + remedy + ".");
  }
}
