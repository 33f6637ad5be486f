package org.voxmatrix.jobs.score;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.voxmatrix.access.Gate;
import org.voxmatrix.error.ErrorDetail;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.extract.ChannelVoiceprint;
import org.voxmatrix.extract.ExtractOptions;
import org.voxmatrix.extract.VoiceprintExtractor;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Backend;
import org.voxmatrix.score.Cosine;
import org.voxmatrix.session.ModelRef;
import org.voxmatrix.storage.StorageFault;
import org.voxmatrix.voiceprint.Voiceprint;

/** Scores two recordings against each other at once, without Spark and tables. */
public final class ScoreJob {

  private final Configuration hadoop;
  private final String model;
  private final ExtractOptions options;
  private final Gate gate;

  /**
   * A job for any two recordings.
   *
   * @param model folder of a model bundle; null is the bundle in the jar
   * @param gate that recordings come through
   */
  public ScoreJob(Configuration hadoop, String model, ExtractOptions options, Gate gate) {
    this.hadoop = hadoop;
    this.model = model;
    this.options = options;
    this.gate = gate;
  }

  /**
   * Scores every channel with speech of one recording against every one of the other.
   *
   * @param a URI or local path
   * @param b URI or local path
   * @throws RequestException if a recording or the model is invalid
   */
  public List<ScoredPair> execute(String a, String b) {
    ModelBundle bundle = ModelRef.bundle(model, hadoop);
    try (VoiceprintExtractor extractor = new VoiceprintExtractor(bundle)) {
      List<ChannelVoiceprint> channelsA = channels(extractor, a);
      List<ChannelVoiceprint> channelsB = channels(extractor, b);
      Backend backend = Cosine.withMean(bundle.mean());
      List<ScoredPair> pairs = new ArrayList<>();
      for (ChannelVoiceprint right : channelsB) {
        for (ChannelVoiceprint left : channelsA) {
          double score = backend.score(voiceprint(bundle, left), voiceprint(bundle, right));
          pairs.add(new ScoredPair(left, right, score, bundle.scoreBands().of(score)));
        }
      }
      return pairs;
    }
  }

  private List<ChannelVoiceprint> channels(VoiceprintExtractor extractor, String recording) {
    try {
      return extractor.extract(gate.open(recording, hadoop), options).channels().stream()
          .filter(channel -> channel.embedding() != null)
          .toList();
    } catch (RejectedException e) {
      ErrorDetail fault = e.at(recording).detail();
      String named = recording + ": " + fault.message();
      throw new RequestException(
          RequestError.REQUEST_VALIDATION_ERROR,
          List.of(new ErrorDetail(fault.location(), named, fault.type(), fault.context())));
    } catch (IOException e) {
      throw StorageFault.of(recording, "Recording " + recording, e);
    }
  }

  private static Voiceprint voiceprint(ModelBundle bundle, ChannelVoiceprint channel) {
    return Voiceprint.of(bundle.fingerprint(), channel.embedding());
  }
}
