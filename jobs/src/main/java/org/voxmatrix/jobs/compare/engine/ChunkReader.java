package org.voxmatrix.jobs.compare.engine;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.voxmatrix.calibrations.QualityMeasure;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Decodes the rows of a sorted partition: {@code id}, {@code voiceprint}, {@code repeated}, and
 * measures of quality.
 */
final class ChunkReader implements Serializable {

  private static final long serialVersionUID = 1L;

  private final VoiceprintDecoder decoder;
  private final int expectedDimension;
  private final List<QualityMeasure> measures;

  /**
   * A reader for every partition.
   *
   * @param expectedDimension values of an embedding; 0 takes what a chunk's first good row has
   */
  ChunkReader(VoiceprintDecoder decoder, int expectedDimension, List<QualityMeasure> measures) {
    this.decoder = decoder;
    this.expectedDimension = expectedDimension;
    this.measures = measures;
  }

  /** The chunks of a partition, decoded one by one. */
  Iterator<Chunk> chunks(int partition, Iterator<Row> rows) {
    return new Iterator<>() {
      private int number;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Chunk next() {
        return chunk(partition, number++, rows);
      }
    };
  }

  private Chunk chunk(int partition, int number, Iterator<Row> rows) {
    int dimension = expectedDimension;
    List<Chunk.BadRow> faults = new ArrayList<>();
    String[] ids = new String[Chunk.ROWS];
    float[] embeddings = new float[dimension * Chunk.ROWS];
    double[] qualities = new double[measures.size() * Chunk.ROWS];
    int members = 0;
    int row = 0;
    for (; row < Chunk.ROWS && rows.hasNext(); row++) {
      Row next = rows.next();
      try {
        Voiceprint voiceprint = decode(next, dimension);
        readQuality(next, qualities, members * measures.size());
        if (dimension == 0) {
          dimension = voiceprint.dimension();
          embeddings = new float[dimension * Chunk.ROWS];
        }
        System.arraycopy(voiceprint.vector(), 0, embeddings, members * dimension, dimension);
        ids[members++] = next.getString(0);
      } catch (RejectedException e) {
        faults.add(new Chunk.BadRow(row, next.getString(0), e.detail()));
      }
    }
    return new Chunk(
        new Chunk.Head(partition, number, row, members, members == 0 ? 0 : dimension, faults),
        Arrays.copyOf(ids, members),
        Arrays.copyOf(embeddings, members * dimension),
        Arrays.copyOf(qualities, members * measures.size()));
  }

  private void readQuality(Row row, double[] qualities, int start) {
    for (int k = 0; k < measures.size(); k++) {
      String column = measures.get(k).column();
      if (row.isNullAt(3 + k) || Double.isNaN(row.getDouble(3 + k))) {
        throw new RejectedException(
            Fault.MANIFEST_MISSING_VALUE,
            List.of(column),
            "The voiceprint has no %s, and the calibration needs it: give each row of the set one."
                .formatted(column));
      }
      qualities[start + k] = row.getDouble(3 + k);
    }
  }

  private Voiceprint decode(Row row, int dimension) {
    String id = row.getString(0);
    if (id == null) {
      throw new RejectedException(
          Fault.MANIFEST_MISSING_VALUE, List.of("id"), "The id is null: give each voiceprint one.");
    }
    if (row.getBoolean(2)) {
      throw new RejectedException(
          Fault.SET_DUPLICATE_ID,
          List.of("id"),
          "An earlier voiceprint of the set has this id: give each its own.");
    }
    if (row.isNullAt(1)) {
      throw new RejectedException(
          Fault.MANIFEST_MISSING_VALUE,
          List.of("voiceprint"),
          "The voiceprint is null: give each row of the set one.");
    }
    Voiceprint voiceprint = decoder.decode(row.getString(1));
    if (dimension != 0 && voiceprint.dimension() != dimension) {
      throw new RejectedException(
          Fault.VOICEPRINT_OTHER_DIMENSION,
          List.of("voiceprint"),
          "The voiceprint has %s values, expected %s. Extract all with one model."
              .formatted(voiceprint.dimension(), dimension),
          Map.of("dimension", voiceprint.dimension(), "expected", dimension));
    }
    return voiceprint;
  }
}
