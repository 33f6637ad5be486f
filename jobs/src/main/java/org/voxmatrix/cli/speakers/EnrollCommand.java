package org.voxmatrix.cli.speakers;

import org.voxmatrix.cli.options.JsonOption;
import org.voxmatrix.cli.options.ListenOptionGroup;
import org.voxmatrix.cli.options.MaxItemsOption;
import org.voxmatrix.cli.options.OperationRetention;
import org.voxmatrix.cli.options.RepeatOption;
import org.voxmatrix.cli.options.WaveItemsOption;
import org.voxmatrix.cli.run.RunCommand;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.Summary;
import org.voxmatrix.jobs.JobContext;
import org.voxmatrix.jobs.RunResult;
import org.voxmatrix.jobs.enroll.EnrollJob;
import org.voxmatrix.jobs.enroll.EnrollSettings;
import org.voxmatrix.jobs.enroll.EnrollmentDecider;
import org.voxmatrix.jobs.profiles.ProfileDocument;
import org.voxmatrix.jobs.profiles.ProfileJob;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.ProfileRow;
import org.voxmatrix.jobs.profiles.audio.SeveralSpeakers;
import org.voxmatrix.tables.Warehouse;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(name = "enroll")
public final class EnrollCommand extends RunCommand {

  /** What to do. */
  private static final class Subject {

    @Option(
        names = {"-m", "--manifest"},
        paramLabel = "FILE")
    private String manifest;

    @Option(names = "--reset", paramLabel = "PROFILE", descriptionKey = Settings.NOT_A_SETTING)
    private String reset;

    @Option(names = "--delete", paramLabel = "PROFILE", descriptionKey = Settings.NOT_A_SETTING)
    private String delete;
  }

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  @Option(names = "--create")
  private boolean create;

  @Option(names = "--kind", paramLabel = "KIND", defaultValue = "text-dependent")
  private String kind;

  @Option(names = "--locale", paramLabel = "TAG", defaultValue = ProfileRow.LOCALE)
  private String locale;

  @Option(
      names = "--several-speakers",
      paramLabel = "reject|allow",
      defaultValue = "reject",
      descriptionKey = "enrollment.several-speakers")
  private SeveralSpeakers severalSpeakers;

  @Mixin private MaxItemsOption most;
  @Mixin private ListenOptionGroup listen;
  @Mixin private RepeatOption again;
  @Mixin private WaveItemsOption wave;
  @Mixin private OperationRetention retention;

  @Override
  public Integer call() {
    if (subject.manifest != null) {
      return super.call();
    }
    warehouse.requireExisting();
    try (Warehouse tables = warehouse.open()) {
      ProfileJob job = new ProfileJob(tables);
      if (subject.reset != null) {
        JsonOption.print(spec.commandLine().getOut(), ProfileDocument.of(job.reset(subject.reset)));
      } else {
        new Summary(spec).line("profile", "%s deleted", job.delete(subject.delete));
      }
    }
    return ExitCode.DONE;
  }

  @Override
  protected int run(JobContext context) {
    EnrollSettings settings =
        EnrollSettings.of(subject.manifest)
            .withListen(listen.options(model.location()).withSeveralSpeakers(severalSpeakers))
            .withUnknown(
                create ? EnrollmentDecider.Unknown.CREATED : EnrollmentDecider.Unknown.REFUSED)
            .withKind(kind())
            .withLocale(locale)
            .withRepeat(again.repeat())
            .withWaveItems(wave.items);
    JobContext own = own(context, most, retention);
    return summary(new EnrollJob(own, settings).execute(), context.warehouse());
  }

  private ProfileKind kind() {
    return ProfileKind.of(kind)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "--kind must be text-dependent or text-independent, not " + kind));
  }

  private int summary(RunResult result, Warehouse tables) {
    return report(
        tables,
        result,
        page ->
            page.outcomes("enrollments", "accepted", result)
                .line("tables", "%s: profiles, enrollments, operations", tables.location())
                .next(warehouse.arguments(), "status", "--tasks", result.runId()));
  }
}
