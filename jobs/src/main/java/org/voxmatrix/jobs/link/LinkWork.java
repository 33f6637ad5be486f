package org.voxmatrix.jobs.link;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.SetFaultTable;
import org.voxmatrix.jobs.compare.engine.ComparedSets;
import org.voxmatrix.jobs.compare.engine.MemberSet;
import org.voxmatrix.jobs.link.cluster.LinkRule;
import org.voxmatrix.jobs.link.cluster.LinkedComponent;
import org.voxmatrix.jobs.link.cluster.LinkedVoice;
import org.voxmatrix.jobs.link.cluster.Parts;
import org.voxmatrix.jobs.link.cluster.Voice;
import org.voxmatrix.ledger.Run;
import org.voxmatrix.score.Normalization;
import org.voxmatrix.score.VoiceprintBlock;
import org.voxmatrix.tables.CrashPoint;
import scala.Tuple2;

/** Makes people of the hits of a set, in tasks. */
record LinkWork(JobContext context, LinkSettings settings, Run run, LinkInput input) {

  private static final int PARTITIONS_A_CORE = 4;

  /**
   * Links the set.
   *
   * @param comparison the run that has the hits
   */
  void link(String comparison) {
    context.progress().step("linking");
    Dataset<Row> members = input.set().members().persist(StorageLevel.MEMORY_AND_DISK());
    try (ComparedSets sets =
        input.model().read(context, input.set().source(), input.set().source())) {
      Parts parts = new Hits(context.spark(), comparison).components(sets.a(), settings.maxSize());
      ComparedSets scored =
          input.cohort() == null || parts.several().isEmpty()
              ? sets
              : input.cohort().normalize(context, run, input.model(), sets);
      link(scored.a(), parts, members);
    } finally {
      members.unpersist(true);
    }
  }

  private void link(MemberSet set, Parts parts, Dataset<Row> members) {
    Broadcast<Parts> sent = context.javaSpark().broadcast(parts);
    JavaRDD<LinkedComponent> components =
        components(set, sent, members).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      JavaRDD<LinkedVoice> alone = set.blocks().flatMap(block -> alone(block, sent.value()));
      JavaRDD<LinkedVoice> linked = components.flatMap(one -> one.voices().iterator());
      LinkCounts counts =
          new PeopleTables(context, run, input.former())
              .write(
                  alone.union(linked),
                  components.flatMap(one -> one.bridges().iterator()),
                  members);
      List<String> unknown = input.set().unknownLabels();
      if (!unknown.isEmpty()) {
        new SetFaultTable(context.warehouse())
            .write(run.id(), LinkJob.WAVE, KnownLabels.faults(unknown));
      }
      CrashPoint.reach("link.before-links", LinkJob.WAVE);
      run.checkLease();
      new LinkTable(context.warehouse())
          .write(counts.row(run.id(), settings, input, unknown.size()));
    } finally {
      components.unpersist(true);
      sent.destroy();
    }
  }

  private JavaRDD<LinkedComponent> components(
      MemberSet set, Broadcast<Parts> parts, Dataset<Row> members) {
    int partitions = PARTITIONS_A_CORE * context.spark().sparkContext().defaultParallelism();
    JavaPairRDD<String, Voice> voices =
        set.blocks().flatMapToPair(block -> voices(block, parts.value()));
    JavaPairRDD<String, Double> seconds =
        members
            .select("id", "seconds")
            .where("seconds IS NOT NULL")
            .javaRDD()
            .mapToPair(row -> new Tuple2<>(row.getString(0), row.getDouble(1)));
    LinkRule rule =
        new LinkRule(
            input.model().backend(), input.calibration(), settings.linkage(), settings.threshold());
    return voices
        .leftOuterJoin(seconds, partitions)
        .values()
        .mapToPair(
            voice -> {
              Voice timed = voice._1().of(voice._2().orNull());
              return new Tuple2<>(parts.value().firstOf()[timed.index()], timed);
            })
        .groupByKey(partitions)
        .map(
            component -> {
              List<Voice> all = new ArrayList<>();
              component._2().forEach(all::add);
              return rule.people(all, parts.value().cut().get(component._1()));
            });
  }

  private static Iterator<Tuple2<String, Voice>> voices(VoiceprintBlock block, Parts parts) {
    List<Tuple2<String, Voice>> voices = new ArrayList<>();
    Normalization normalization = block.normalization();
    for (int i = 0; i < block.count(); i++) {
      int index = block.start() + i;
      if (parts.isLinked(index)) {
        voices.add(
            new Tuple2<>(
                block.id(i),
                new Voice(
                    index,
                    block.id(i),
                    block.slice(index, index + 1).embeddings(),
                    normalization == null ? null : normalization.slice(i, i + 1),
                    null)));
      }
    }
    return voices.iterator();
  }

  private static Iterator<LinkedVoice> alone(VoiceprintBlock block, Parts parts) {
    List<LinkedVoice> alone = new ArrayList<>();
    for (int i = 0; i < block.count(); i++) {
      int index = block.start() + i;
      if (!parts.isLinked(index)) {
        alone.add(LinkedVoice.alone(index, block.id(i), parts.cut().get(index)));
      }
    }
    return alone.iterator();
  }
}
