package org.voxmatrix.jobs;

import java.util.Map;
import java.util.SortedMap;
import org.voxmatrix.identity.CanonicalForm;
import org.voxmatrix.identity.Json;
import org.voxmatrix.identity.Sha256;
import org.voxmatrix.ledger.Run;

/**
 * Everything that decides what a run writes. Two runs of one plan write the same.
 *
 * @param key tells the plan from others
 * @param text the plan as JSON, for people; it names no person
 * @param model name of the model
 * @param modelFingerprint null for a model that is not ours
 * @param formerKey see {@link FormerPlan}; or null
 */
public record RunPlan(
    String job, String key, String text, String model, String modelFingerprint, String formerKey) {

  /**
   * The plan of a job.
   *
   * @param settings without what says nothing of the result, such as where the model is
   * @param defaults what the same settings are when nothing is asked for
   * @param inputs what tells the inputs from others, by name
   */
  public static RunPlan of(
      String job,
      Record settings,
      Record defaults,
      Map<String, String> inputs,
      String model,
      String modelFingerprint) {
    SortedMap<String, Object> plan = CanonicalForm.map(settings, defaults);
    plan.putAll(inputs);
    plan.put("job", job);
    plan.put("model", model);
    plan.put("model_fingerprint", modelFingerprint);
    String text = Json.write(plan);
    return new RunPlan(
        job,
        Sha256.hex(text),
        text,
        model,
        modelFingerprint,
        FormerPlan.key(job, settings, inputs, model, modelFingerprint));
  }

  Run.Request request(JobContext context) {
    return new Run.Request(
        job, key, text, model, modelFingerprint, context.runId(), context.caller(), formerKey);
  }
}
