package org.voxmatrix.jobs.compare.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.voxmatrix.fixtures.SparkFixture;
import org.voxmatrix.score.VoiceprintBlock;
import org.voxmatrix.voiceprint.Voiceprint;

class SetReaderTest {

  private static final StructType SCHEMA =
      new StructType().add("ordinal", "bigint").add("id", "string").add("voiceprint", "string");

  /**
   * Ids that Java and Spark sort differently by their characters, or that are absent or doubled.
   */
  private static final String[] IDS = {
    "b", "a", null, "\uFF5E", "\uD83D\uDE00", "é", "z", "a", "", " a", "Z"
  };

  @Test
  void aSmallSetIsSortedAsALargeOne() {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Long ordinal = i % 7 == 0 ? null : (long) random.nextInt(4);
      String id = IDS[random.nextInt(IDS.length)];
      Voiceprint voiceprint = Voiceprint.of(1, random.nextFloat(), random.nextFloat(), 1);
      String text = i % 11 == 0 ? null : i % 13 == 0 ? "broken" : voiceprint.encode();
      rows.add(RowFactory.create(ordinal, i < 20 ? id : id + i, text));
    }
    Dataset<Row> set = SparkFixture.spark().createDataFrame(rows, SCHEMA).repartition(3);
    assertThat(read(set, Long.MAX_VALUE)).isEqualTo(read(set, -1)).hasSizeGreaterThan(30);
  }

  /** Members, faults and their places. */
  private static List<String> read(Dataset<Row> set, long small) {
    JavaSparkContext spark = SparkFixture.context().javaSpark();
    MemberSet members =
        new SetReader(spark, small).read(SetRows.of(set), "voiceprints_a", Voiceprint::decode, 0);
    List<String> all = new ArrayList<>();
    for (VoiceprintBlock block : members.gather(0, members.count())) {
      for (int i = 0; i < block.count(); i++) {
        all.add(block.start() + i + " " + block.id(i) + " " + block.embeddings()[i * 3]);
      }
    }
    members.faults().forEach(fault -> all.add(fault.toString()));
    members.release();
    return all;
  }
}
