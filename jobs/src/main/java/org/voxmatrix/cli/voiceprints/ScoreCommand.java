package org.voxmatrix.cli.voiceprints;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.voxmatrix.access.Gate;
import org.voxmatrix.cli.options.AllowedRootsOption;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.options.ExtractOptionGroup;
import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.ModelOption;
import org.voxmatrix.cli.settings.SparkSettings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Printable;
import org.voxmatrix.identity.Json;
import org.voxmatrix.jobs.score.ScoreJob;
import org.voxmatrix.jobs.score.ScoredPair;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "score")
public final class ScoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private AllowedRootsOption recordings;
  @Mixin private ExtractOptionGroup audio;
  @Mixin private ModelOption model;
  @Mixin private JsonOption json;
  @Mixin private CommonOptions common;

  @Parameters(index = "0", paramLabel = "A", description = "A recording: path or URI.")
  private String a;

  @Parameters(index = "1", paramLabel = "B", description = "The other recording.")
  private String b;

  @Override
  public Integer call() {
    Configuration hadoop = SparkSettings.hadoop();
    Gate gate = Gate.of(recordings.allowedRoots, recordings.reach(), hadoop);
    List<ScoredPair> pairs =
        new ScoreJob(hadoop, model.location(), audio.options(), gate).execute(a, b);
    PrintWriter out = spec.commandLine().getOut();
    if (json.json) {
      JsonOption.print(out, document(pairs));
      return ExitCode.DONE;
    }
    for (ScoredPair pair : pairs) {
      out.printf(
          "%.4f  channel %d (%.1f s of speech) and channel %d (%.1f s)%s%n",
          pair.score(),
          pair.a().channelNumber(),
          pair.a().speechLength(),
          pair.b().channelNumber(),
          pair.b().speechLength(),
          pair.band().map(band -> ": " + Printable.text(band.meaning())).orElse(""));
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static ArrayNode document(List<ScoredPair> pairs) {
    ArrayNode all = Json.mapper().createArrayNode();
    for (ScoredPair pair : pairs) {
      ObjectNode node = all.addObject();
      node.put("score", pair.score()).put("score_kind", "cosine");
      node.put("channel_a", pair.a().channelNumber()).put("channel_b", pair.b().channelNumber());
      node.put("speech_length_a", pair.a().speechLength());
      node.put("speech_length_b", pair.b().speechLength());
      pair.band().ifPresent(band -> node.put("band", band.name()));
    }
    return all;
  }
}
