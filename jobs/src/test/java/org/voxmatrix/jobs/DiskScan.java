package org.voxmatrix.jobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Looks for texts in every file of a folder, decoded: not through a catalog, but by what lies
 * there. Finds them in names and bytes of files, in values, pages, dictionaries and footers of
 * Parquet, and in values and bounds of Avro.
 */
final class DiskScan {

  private final Path root;
  private final List<String> wanted;
  private final TreeSet<String> found = new TreeSet<>();
  private int parquetFiles;
  private int avroFiles;
  private int otherFiles;

  private DiskScan(Path root, List<String> wanted) {
    this.root = root;
    this.wanted = wanted;
  }

  /** Looks for any of these texts. */
  static DiskScan of(Path root, String... wanted) throws IOException {
    DiskScan scan = new DiskScan(root, List.of(wanted));
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        scan.file(file);
      }
    }
    return scan;
  }

  /** Places: file, how it was read, and the text. */
  TreeSet<String> found() {
    return found;
  }

  /** The first folders below the root's own that have any, such as {@code main/tasks/data}. */
  TreeSet<String> folders() {
    TreeSet<String> folders = new TreeSet<>();
    for (String place : found) {
      Path path = Path.of(place.substring(0, place.indexOf(" (")));
      folders.add(path.subpath(0, Math.min(3, path.getNameCount() - 1)).toString());
    }
    return folders;
  }

  @Override
  public String toString() {
    return "%d Parquet, %d Avro, %d other files".formatted(parquetFiles, avroFiles, otherFiles);
  }

  private void file(Path file) throws IOException {
    search(file, "name", file.toString());
    byte[] bytes = Files.readAllBytes(file);
    search(file, "bytes", bytes);
    if (file.toString().endsWith(".parquet")) {
      parquetFiles++;
      parquet(file);
    } else if (file.toString().endsWith(".avro")) {
      avroFiles++;
      avro(file);
    } else {
      otherFiles++;
    }
  }

  private void parquet(Path file) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
    Configuration conf = new Configuration();
    try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, conf))) {
      search(file, "footer", ParquetMetadata.toPrettyJSON(reader.getFooter()));
      for (PageReadStore group = reader.readNextRowGroup();
          group != null;
          group = reader.readNextRowGroup()) {
        for (ColumnDescriptor column : reader.getFileMetaData().getSchema().getColumns()) {
          pages(file, group.getPageReader(column));
        }
      }
    }
    try (ParquetReader<Group> rows =
        ParquetReader.builder(new GroupReadSupport(), path).withConf(conf).build()) {
      for (Group row = rows.read(); row != null; row = rows.read()) {
        values(file, row);
      }
    }
  }

  private void pages(Path file, PageReader reader) throws IOException {
    DictionaryPage dictionary = reader.readDictionaryPage();
    if (dictionary != null) {
      search(file, "dictionary", dictionary.getBytes().toByteArray());
    }
    for (DataPage page = reader.readPage(); page != null; page = reader.readPage()) {
      byte[] bytes =
          page instanceof DataPageV1 first
              ? first.getBytes().toByteArray()
              : ((DataPageV2) page).getData().toByteArray();
      search(file, "page", bytes);
    }
  }

  private void values(Path file, Group row) {
    for (int field = 0; field < row.getType().getFieldCount(); field++) {
      for (int i = 0; i < row.getFieldRepetitionCount(field); i++) {
        if (row.getType().getType(field).isPrimitive()) {
          search(
              file,
              row.getType().getFieldName(field),
              switch (row.getType().getType(field).asPrimitiveType().getPrimitiveTypeName()) {
                case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> row.getBinary(field, i).getBytes();
                default -> row.getValueToString(field, i).getBytes(StandardCharsets.UTF_8);
              });
        } else {
          values(file, row.getGroup(field, i));
        }
      }
    }
  }

  private void avro(Path file) throws IOException {
    try (DataFileReader<Object> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      for (String key : reader.getMetaKeys()) {
        search(file, key, reader.getMeta(key));
      }
      reader.forEach(row -> avroValue(file, row));
    }
  }

  private void avroValue(Path file, Object value) {
    if (value instanceof IndexedRecord row) {
      row.getSchema().getFields().forEach(field -> avroValue(file, row.get(field.pos())));
    } else if (value instanceof Collection<?> values) {
      values.forEach(each -> avroValue(file, each));
    } else if (value instanceof Map<?, ?> values) {
      values.forEach(
          (key, each) -> {
            avroValue(file, key);
            avroValue(file, each);
          });
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      search(file, "bound", bytes);
    } else if (value != null) {
      search(file, "value", value.toString());
    }
  }

  private void search(Path file, String where, byte[] bytes) {
    // A character for each byte, so that any bytes can be searched.
    searchLatin(file, where, new String(bytes, StandardCharsets.ISO_8859_1));
  }

  private void search(Path file, String where, String text) {
    search(file, where, text.getBytes(StandardCharsets.UTF_8));
  }

  private void searchLatin(Path file, String where, String latin) {
    for (String text : wanted) {
      String spelled =
          new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      if (latin.contains(spelled)) {
        found.add(root.relativize(file) + " (" + where + "): " + text);
      }
    }
  }
}
