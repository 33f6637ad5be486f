package org.voxmatrix.jobs.evaluate.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.apache.hadoop.conf.Configuration;
import org.voxmatrix.access.Gate;
import org.voxmatrix.audio.AudioReader;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.jobs.evaluate.evidence.EvidenceTable;
import org.voxmatrix.jobs.evaluate.evidence.WorstError;
import org.voxmatrix.tables.Warehouse;

/**
 * The beginnings of recordings as data URIs, one channel of each, in a form that every browser
 * plays: WAV of 16-bit samples.
 *
 * @param uris by the id of a voiceprint
 * @param missing how many recordings could not be read
 */
public record ErrorAudio(Map<String, String> uris, int missing) {

  /** No audio. */
  public static final ErrorAudio NONE = new ErrorAudio(Map.of(), 0);

  private static final int RATE = 16_000;
  private static final int MOST_SECONDS = 10;

  /**
   * Reads the recordings of the worst errors, as far as table {@code voiceprints} knows them.
   *
   * @param gate that recordings come through
   */
  public static ErrorAudio of(
      Warehouse warehouse, List<WorstError> errors, Gate gate, Configuration hadoop) {
    TreeSet<String> ids = new TreeSet<>();
    errors.stream().flatMap(error -> Stream.of(error.idA(), error.idB())).forEach(ids::add);
    if (ids.isEmpty()) {
      return NONE;
    }
    Map<String, String> uris = new HashMap<>();
    new EvidenceTable(warehouse)
        .voices(ids)
        .forEach(
            (id, voice) -> read(voice, gate, hadoop).ifPresent(wav -> uris.put(id, dataUri(wav))));
    return new ErrorAudio(uris, ids.size() - uris.size());
  }

  private static String dataUri(byte[] wav) {
    return "data:audio/wav;base64," + Base64.getEncoder().encodeToString(wav);
  }

  private static Optional<byte[]> read(EvidenceTable.Voice voice, Gate gate, Configuration hadoop) {
    try (AudioReader reader = AudioReader.open(gate.open(voice.uri(), hadoop), RATE)) {
      float[][] block = new float[reader.format().channels()][RATE * MOST_SECONDS];
      int count = Math.max(0, reader.read(block));
      float[] samples = block[Math.min(voice.channel(), block.length - 1)];
      return Optional.of(wav(samples, count));
    } catch (RejectedException | IOException | UncheckedIOException e) {
      return Optional.empty(); // Counted.
    }
  }

  private static byte[] wav(float[] samples, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putShort((short) Math.max(-32_768, Math.min(32_767, Math.round(32_768 * samples[i]))));
    }
    ByteArrayOutputStream wav = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(
            new ByteArrayInputStream(bytes.array()),
            new AudioFormat(RATE, 16, 1, true, false),
            count),
        AudioFileFormat.Type.WAVE,
        wav);
    return wav.toByteArray();
  }
}
