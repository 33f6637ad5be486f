package org.voxmatrix.manifest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;

/** Writes entries as Parquet: one file, or, with audio inside, a folder of files of like size. */
final class ManifestWriter implements Closeable {

  /** Spark reads a row group's strings at once: this bounds a reader's memory. */
  private static final long INLINE_ROW_GROUP = 32L << 20;

  private static final String CONTENT = "content";

  private final Path target;
  private final Configuration configuration;
  private final AudioPlace place;
  private final long partSize;
  private final Schema schema;
  private ParquetWriter<GenericRecord> writer;
  private int parts;
  private long written;

  /**
   * @param partSize bytes of audio after which a new file begins
   */
  ManifestWriter(
      Path target,
      Configuration configuration,
      List<Column> columns,
      AudioPlace place,
      long partSize)
      throws IOException {
    this.target = target;
    this.configuration = new Configuration(configuration);
    this.configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
    this.place = place;
    this.partSize = partSize;
    this.schema = schema(columns, place);
    this.writer = open();
  }

  void write(ListedFile entry, byte[] content) throws IOException {
    if (written > 0 && content != null && written + content.length > partSize) {
      writer.close();
      writer = open();
    }
    GenericRecordBuilder row =
        new GenericRecordBuilder(schema)
            .set("recording_id", entry.recordingId())
            .set("uri", Locations.uri(entry.path()))
            .set("size", entry.size());
    entry.values().forEach(row::set);
    if (content != null) {
      row.set(CONTENT, ByteBuffer.wrap(content));
      written += content.length;
    }
    writer.write(row.build());
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private ParquetWriter<GenericRecord> open() throws IOException {
    written = 0;
    boolean inline = place == AudioPlace.INLINE;
    Path file = inline ? new Path(target, String.format("part-%05d.parquet", parts++)) : target;
    AvroParquetWriter.Builder<GenericRecord> builder =
        AvroParquetWriter.<GenericRecord>builder(HadoopOutputFile.fromPath(file, configuration))
            .withConf(configuration)
            .withDataModel(GenericData.get())
            .withSchema(schema)
            .withCompressionCodec(CompressionCodecName.ZSTD);
    if (inline) {
      builder
          .withRowGroupSize(INLINE_ROW_GROUP)
          .withMinRowCountForPageSizeCheck(1)
          .withMaxRowCountForPageSizeCheck(1)
          .withDictionaryEncoding(CONTENT, false);
    }
    return builder.build();
  }

  private static Schema schema(List<Column> columns, AudioPlace place) {
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(new Schema.Field("recording_id", Schema.create(Schema.Type.STRING)));
    fields.add(new Schema.Field("uri", Schema.create(Schema.Type.STRING)));
    fields.add(optional("size", Schema.create(Schema.Type.LONG)));
    columns.forEach(column -> fields.add(optional(column.name(), column.type().schema())));
    if (place == AudioPlace.INLINE) {
      fields.add(optional(CONTENT, Schema.create(Schema.Type.BYTES)));
    }
    return Schema.createRecord("recording", null, "org.voxmatrix", false, fields);
  }

  private static Schema.Field optional(String name, Schema schema) {
    return new Schema.Field(
        name,
        Schema.createUnion(Schema.create(Schema.Type.NULL), schema),
        null,
        Schema.Field.NULL_DEFAULT_VALUE);
  }
}
