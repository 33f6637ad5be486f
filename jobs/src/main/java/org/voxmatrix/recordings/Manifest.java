package org.voxmatrix.recordings;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.session.Integers;
import org.voxmatrix.session.ParquetInput;
import org.voxmatrix.session.Progress;
import org.voxmatrix.session.SparkOrder;

/**
 * The recordings to work on. Their order is that of the files' names and of the rows in each, and
 * an item is found again by both, so a frozen plan needs no copy of the recordings.
 */
public final class Manifest implements AutoCloseable {

  /** Place of an item: manifest file and row. */
  public record Place(String file, long rowIndex) implements java.io.Serializable {}

  /**
   * What planning needs to know of an item.
   *
   * @param profileId as given, or null
   * @param kind of the profile, as given, or null
   */
  public record Entry(
      String recordingId, String uri, long size, Place place, String profileId, String kind) {}

  /** Fewer rows are read again sooner than they are kept. */
  private static final int FEW = 10_000;

  /** What is known of a recording that is extracted once more: a column of our own manifests. */
  public static final String FORMER = "_former";

  private static final String FILE = "_file";
  static final String ROW = "_row";

  /** Columns that a manifest cannot bring along: they would pass for ours. */
  private static final Set<String> OWN = Set.of(FILE, ROW, "_repeat", AudioColumn.BYTES);

  private static final int MOST_OTHERS = 500;

  /** What the plan of one row takes on the driver, with a URI of usual length. */
  private static final long BYTES_A_ROW = 512;

  private final Dataset<Row> rows;
  private final List<String> others;
  private final List<String> columns;
  private final long count;
  private final boolean inline;
  private final boolean kept;
  private final String identity;

  private Manifest(Dataset<Row> source, ParquetInput input, boolean carrying) {
    this.others =
        ManifestColumns.others(source.schema()).stream()
            .filter(name -> !OWN.contains(name))
            .filter(name -> carrying || ManifestColumns.needed().contains(name))
            .toList();
    if (others.size() > MOST_OTHERS) {
      throw RequestException.badValue(
          "manifest",
          "The manifest has %,d columns of its own, and at most %,d are carried to the voiceprints: leave out those that nobody needs."
              .formatted(others.size(), MOST_OTHERS));
    }
    this.columns =
        Arrays.stream(source.columns())
            .filter(name -> others.contains(name) || ManifestColumns.isKnown(name))
            .toList();
    this.inline = columns.contains("content");
    this.kept = !inline && input.count() > FEW;
    this.identity = input.identity();
    this.count = input.count();
    Dataset<Row> placed = source.select(placed(source));
    // Every wave reads these rows again; without audio in them they are small enough to keep.
    this.rows = kept ? placed.persist(StorageLevel.MEMORY_AND_DISK()) : placed;
  }

  /** The columns that are looked at, in one projection. */
  private Column[] placed(Dataset<Row> source) {
    List<Column> placed = new ArrayList<>();
    for (String column : columns) {
      Column taken = col(ParquetInput.quoted(column));
      boolean text = others.contains(column) || column.equals("recording_id");
      placed.add(text ? taken.cast("string").as(column) : taken);
    }
    Column place = source.metadataColumn("_metadata");
    placed.add(place.getField("file_path").as(FILE));
    placed.add(place.getField("row_index").as(ROW));
    return placed.toArray(Column[]::new);
  }

  /** As {@link #order} sorts. */
  private static final Comparator<Row> ORDER =
      Comparator.<Row, Long>comparing(
              row -> row.isNullAt(8) ? null : row.getLong(8),
              Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(row -> row.getString(3), SparkOrder.TEXT)
          .thenComparing(row -> row.getLong(4));

  /** Opens a manifest of recordings, with the user's own columns. */
  public static Manifest open(SparkSession spark, String path) {
    return open(spark, path, true);
  }

  /** Opens a manifest of recordings without the columns that only {@link #others} are. */
  public static Manifest openBare(SparkSession spark, String path) {
    return open(spark, path, false);
  }

  private static Manifest open(SparkSession spark, String path, boolean carrying) {
    ParquetInput input = ParquetInput.open(spark, path, "manifest", ManifestColumns.needed());
    Dataset<Row> rows = AudioColumn.spread(input.rows());
    ManifestColumns.check(rows.schema(), path);
    return new Manifest(rows, input, carrying);
  }

  /** Opens a manifest of recordings or of precomputed voiceprints. */
  public static Manifest openWithVoiceprints(SparkSession spark, String path) {
    ParquetInput input = ParquetInput.open(spark, path, "manifest", ManifestColumns.needed());
    Dataset<Row> rows = AudioColumn.spread(input.rows());
    if (List.of(rows.columns()).contains("voiceprint")) {
      ManifestColumns.checkVoiceprints(rows.schema(), path);
    } else {
      ManifestColumns.check(rows.schema(), path);
    }
    return new Manifest(rows, input, false);
  }

  /** Whether the rows have voiceprints in place of audio. */
  public boolean hasVoiceprints() {
    return columns.contains("voiceprint");
  }

  /** The voiceprints, one for each channel of a recording, or speaker of one: the first one. */
  public Dataset<Row> readyVoiceprints() {
    return new ReadyVoices(columns).first(rows, order());
  }

  /**
   * Refuses more rows than are wanted, or than a plan has room for, before any is read.
   *
   * @param most null for what memory holds
   */
  public void requireAtMost(Long most) {
    if (most != null && count > most) {
      throw new RequestException(
          RequestError.REQUEST_SIZE_LIMIT_EXCEEDED,
          Fault.REQUEST_BAD_VALUE,
          List.of("manifest"),
          "The manifest has %,d rows, more than --max-items = %,d: split it, or raise the limit."
              .formatted(count, most));
    }
    long heap = Runtime.getRuntime().maxMemory();
    if (count > heap / BYTES_A_ROW) {
      throw new RequestException(
          RequestError.REQUEST_SIZE_LIMIT_EXCEEDED,
          Fault.REQUEST_BAD_VALUE,
          List.of("manifest"),
          "The manifest has %,d rows, whose plan takes about %,d MiB of heap where Java has %,d: split it, or set VOXMATRIX_JAVA_OPTS=-Xmx%dm, or --driver-memory of spark-submit."
              .formatted(
                  count,
                  count * BYTES_A_ROW >> 20,
                  heap >> 20,
                  (count * BYTES_A_ROW >> 20) * 5 / 4));
    }
  }

  /** Changes when any file of the manifest does. */
  public String identity() {
    return identity;
  }

  /** Columns of the user's own, as strings. */
  public List<String> others() {
    return others;
  }

  /**
   * Every item, by {@code ordinal} where there is one, then as the rows stand; precomputed
   * voiceprints of several channels are one.
   */
  public List<Entry> entries(Progress progress) {
    Column size = columns.contains("size") ? Integers.longs("size") : lit(null).cast("bigint");
    Column known =
        inline ? when(col("content").isNotNull(), length(col("content"))).otherwise(size) : size;
    List<Entry> entries = new ArrayList<>();
    Set<String> recordings = new HashSet<>();
    Set<List<Object>> voices = new HashSet<>();
    List<Row> collected =
        RowCount.collect(
            rows.select(
                col("recording_id"),
                text("uri"),
                known,
                col(FILE),
                col(ROW),
                hasVoiceprints() ? new ReadyVoices(columns).voice() : lit(""),
                text("profile_id"),
                text("kind"),
                columns.contains("ordinal") ? Integers.longs("ordinal") : lit(0L)),
            count,
            progress);
    // They are all here, so they are sorted here.
    collected.sort(ORDER);
    for (Row row : collected) {
      if (hasVoiceprints()
          && voices.add(Arrays.asList(row.get(0), row.get(5)))
          && !recordings.add(row.getString(0))) {
        continue;
      }
      entries.add(
          new Entry(
              row.getString(0),
              row.getString(1),
              row.isNullAt(2) ? -1 : ((Number) row.get(2)).longValue(),
              new Place(row.getString(3), row.getLong(4)),
              row.getString(6),
              row.getString(7)));
    }
    return entries;
  }

  private Column text(String column) {
    return columns.contains(column) ? col(column) : lit(null).cast("string");
  }

  /** By {@code ordinal} where there is one, then as the rows stand. */
  private Column[] order() {
    return columns.contains("ordinal")
        ? new Column[] {col("ordinal").asc_nulls_last(), col(FILE), col(ROW)}
        : new Column[] {col(FILE), col(ROW)};
  }

  /**
   * Refuses a manifest without a column that a job needs.
   *
   * @param meaning what the column holds
   */
  public void require(String column, String meaning) {
    if (!columns.contains(column)) {
      throw new RequestException(
          Fault.REQUEST_MISSING_COLUMN,
          List.of("manifest", column),
          "The manifest has no column " + column + ": add it, " + meaning + ".");
    }
  }

  /** The rows of some files; with inline audio, only those are read, and no larger recordings. */
  JavaRDD<Row> rows(List<String> files, long maxBytes) {
    Dataset<Row> some = rows.where(col(FILE).isin(files.toArray()));
    return (inline ? AudioColumn.bounded(some, maxBytes) : some).toJavaRDD();
  }

  /** The place of a row that {@link #rows} gave. */
  static Place place(Row row) {
    return new Place(row.getAs(FILE), row.<Long>getAs(ROW));
  }

  @Override
  public void close() {
    if (kept) {
      rows.unpersist();
    }
  }
}
