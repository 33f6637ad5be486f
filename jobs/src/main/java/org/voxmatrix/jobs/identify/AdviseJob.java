package org.voxmatrix.jobs.identify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.compare.SetModel;
import org.voxmatrix.jobs.compare.cohort.CohortNorm;
import org.voxmatrix.jobs.decision.Decision;
import org.voxmatrix.jobs.decision.DecisionRule;
import org.voxmatrix.jobs.decision.ExpectedAlarms;
import org.voxmatrix.jobs.decision.OpenRule;
import org.voxmatrix.jobs.decision.Strangers;
import org.voxmatrix.jobs.profiles.EnrollmentRow;
import org.voxmatrix.jobs.profiles.EnrollmentTable;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.ProfileVoiceprint;
import org.voxmatrix.model.ModelBundle;
import org.voxmatrix.score.Backend;
import org.voxmatrix.voiceprint.Voiceprint;

/**
 * Says which threshold an identification would have, and what to expect of it. It writes nothing.
 *
 * @param settings of the identification, without a manifest; the rule's cohort is a set
 */
public record AdviseJob(JobContext context, IdentifySettings settings) {

  /**
   * Looks at the cohort and the profiles.
   *
   * @throws org.voxmatrix.error.RequestException as {@link IdentifyJob#execute} does
   */
  public Advice execute() {
    ModelBundle bundle = context.models().get(settings.model()).bundle();
    context.warehouse().createTables();
    ProfileSet set = ProfileSet.of(context, settings, bundle);
    DecisionRule rule = settings.rule();
    OpenRule opened = OpenRule.open(context, rule, bundle);
    Strangers strangers = opened.strangers(context, bundle, set.voiceprints(), null);
    int profiles = set.enrolled().size();
    Decision decision =
        Decision.identify(
            bundle,
            settings.threshold(),
            rule,
            opened.scoreKind(),
            opened.calibration(),
            strangers,
            profiles);
    double comparison = strangers.tail().rate(decision.threshold());
    double[] own = scores(set.enrolled(), new SetModel(bundle, null).backend(), strangers.norm());
    int missed = 0;
    for (double score : own) {
      missed += score < decision.threshold() ? 1 : 0;
    }
    return new Advice(
        decision.written(decision.threshold()),
        decision.writtenKind(),
        profiles,
        strangers.cohort().size(),
        strangers.tail().scores(),
        comparison,
        strangers.tail().isExtrapolated(comparison),
        ExpectedAlarms.of(
            strangers,
            new SetModel(bundle, null).backend(),
            set.voiceprints(),
            decision.threshold()),
        strangers.leftOut().size(),
        own.length,
        missed,
        set.faults());
  }

  /** Each enrollment with a voiceprint of the others of its profile. */
  private double[] scores(List<ProfileRow> profiles, Backend backend, CohortNorm norm) {
    Map<String, EnrollmentRow> enrollments = new EnrollmentTable(context.warehouse()).of(profiles);
    List<Double> scores = new ArrayList<>();
    for (ProfileRow profile : profiles) {
      List<EnrollmentRow> all = profile.enrollmentIds().stream().map(enrollments::get).toList();
      for (EnrollmentRow left : all) {
        if (all.size() > 1) {
          List<EnrollmentRow> others = all.stream().filter(one -> one != left).toList();
          scores.add(
              score(
                  backend,
                  norm,
                  Voiceprint.decode(ProfileVoiceprint.of(others)).vector(),
                  Voiceprint.decode(left.voiceprint()).vector()));
        }
      }
    }
    return scores.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double score(Backend backend, CohortNorm norm, float[] profile, float[] voice) {
    double score = backend.score(profile, 0, voice, 0, voice.length);
    return norm == null
        ? score
        : CohortNorm.normalized(score, norm.of(profile, "profile"), norm.of(voice, "enrollment"));
  }
}
