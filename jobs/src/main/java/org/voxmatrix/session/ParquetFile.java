package org.voxmatrix.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/**
 * What the footer of a Parquet file says.
 *
 * @param unreadable columns whose compression or encoding Spark lacks here, with its name
 * @param blank columns without any value
 */
record ParquetFile(
    Path path, MessageType schema, long rows, Map<String, String> unreadable, Set<String> blank) {

  /** Bytes of a footer's length and of the mark behind it. */
  private static final int TAIL = 8;

  /** Reads the footer of a file. */
  static ParquetFile read(FileStatus file, Configuration hadoop) throws IOException {
    InputFile input = HadoopInputFile.fromStatus(file, hadoop);
    try (ParquetFileReader reader = ParquetFileReader.open(input)) {
      ParquetFile read = of(file.getPath(), reader.getFooter(), input, hadoop);
      read.blank().addAll(untyped(input));
      return read;
    }
  }

  private static ParquetFile of(
      Path path, ParquetMetadata footer, InputFile input, Configuration hadoop) throws IOException {
    Map<String, String> unreadable = new TreeMap<>();
    Set<String> blank = new TreeSet<>();
    footer.getFileMetaData().getSchema().getFields().forEach(field -> blank.add(field.getName()));
    long rows = 0;
    for (BlockMetaData block : footer.getBlocks()) {
      rows += block.getRowCount();
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        String column = chunk.getPath().toArray()[0];
        if (!isReadable(chunk, hadoop)) {
          unreadable.put(column, "compressed with " + chunk.getCodec().name());
        } else if (chunk.getEncodings().contains(Encoding.BYTE_STREAM_SPLIT)) {
          unreadable.put(column, "encoded with " + Encoding.BYTE_STREAM_SPLIT);
        } else if (LargeCells.in(chunk, input)) {
          unreadable.put(column, "of cells of megabytes");
        }
        if (chunk.getStatistics() == null
            || !chunk.getStatistics().isNumNullsSet()
            || chunk.getStatistics().getNumNulls() < chunk.getValueCount()) {
          blank.remove(column);
        }
      }
    }
    return new ParquetFile(path, footer.getFileMetaData().getSchema(), rows, unreadable, blank);
  }

  /**
   * Columns of a type that Parquet has had since the reader here was made, which fails on them with
   * no word of it.
   */
  static Set<String> later(FileStatus file, Configuration hadoop) throws IOException {
    Set<String> later = new TreeSet<>();
    for (SchemaElement column : elements(HadoopInputFile.fromStatus(file, hadoop))) {
      if (column.isSetLogicalType() && column.getLogicalType().getSetField() == null) {
        later.add(column.getName());
      }
    }
    return later;
  }

  /**
   * Arrow's columns of no type, for which there is nothing but nulls: our reader hides the type.
   */
  private static Set<String> untyped(InputFile file) throws IOException {
    Set<String> untyped = new TreeSet<>();
    for (SchemaElement column : elements(file)) {
      if (column.isSetLogicalType() && column.getLogicalType().isSetUNKNOWN()) {
        untyped.add(column.getName());
      }
    }
    return untyped;
  }

  private static List<SchemaElement> elements(InputFile file) throws IOException {
    try (SeekableInputStream in = file.newStream()) {
      long end = file.getLength() - TAIL;
      in.seek(end);
      byte[] length = in.readNBytes(Integer.BYTES);
      in.seek(end - ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getInt());
      return Util.readFileMetaData(in, true).getSchema();
    }
  }

  private static boolean isReadable(ColumnChunkMetaData chunk, Configuration hadoop) {
    String codec = chunk.getCodec().getHadoopCompressionCodecClassName();
    return codec == null || hadoop.getClassByNameOrNull(codec) != null;
  }
}
