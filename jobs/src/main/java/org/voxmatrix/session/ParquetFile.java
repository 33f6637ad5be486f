package org.voxmatrix.session;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;

/**
 * What the footer of a Parquet file says.
 *
 * @param unreadable columns whose compression or encoding Spark lacks here, with its name
 * @param blank columns without any value
 */
record ParquetFile(
    Path path, MessageType schema, long rows, Map<String, String> unreadable, Set<String> blank) {

  static ParquetFile of(Path path, ParquetMetadata footer, Configuration hadoop) {
    Map<String, String> unreadable = new TreeMap<>();
    Set<String> blank =
        new TreeSet<>(
            footer.getFileMetaData().getSchema().asGroupType().getFields().stream()
                .map(org.apache.parquet.schema.Type::getName)
                .toList());
    long rows = 0;
    for (BlockMetaData block : footer.getBlocks()) {
      rows += block.getRowCount();
      for (ColumnChunkMetaData chunk : block.getColumns()) {
        String column = chunk.getPath().toArray()[0];
        if (!isReadable(chunk, hadoop)) {
          unreadable.put(column, "compressed with " + chunk.getCodec().name());
        } else if (chunk.getEncodings().contains(Encoding.BYTE_STREAM_SPLIT)) {
          unreadable.put(column, "encoded with " + Encoding.BYTE_STREAM_SPLIT);
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

  private static boolean isReadable(ColumnChunkMetaData chunk, Configuration hadoop) {
    String codec = chunk.getCodec().getHadoopCompressionCodecClassName();
    return codec == null || hadoop.getClassByNameOrNull(codec) != null;
  }
}
