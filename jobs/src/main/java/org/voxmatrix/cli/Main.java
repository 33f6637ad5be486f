package org.voxmatrix.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import org.slf4j.LoggerFactory;
import org.voxmatrix.cli.models.ModelCommand;
import org.voxmatrix.cli.options.CommonOptions;
import org.voxmatrix.cli.run.ErrorReporter;
import org.voxmatrix.cli.run.FullMemory;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.cli.settings.SparkSettings;
import org.voxmatrix.cli.speakers.AdviseCommand;
import org.voxmatrix.cli.speakers.EnrollCommand;
import org.voxmatrix.cli.speakers.IdentifyCommand;
import org.voxmatrix.cli.speakers.NightlyCommand;
import org.voxmatrix.cli.speakers.VerifyCommand;
import org.voxmatrix.cli.terminal.ExitCode;
import org.voxmatrix.cli.terminal.StandardOutput;
import org.voxmatrix.cli.upkeep.DemoCommand;
import org.voxmatrix.cli.upkeep.DoctorCommand;
import org.voxmatrix.cli.upkeep.EraseCommand;
import org.voxmatrix.cli.upkeep.ExpireCommand;
import org.voxmatrix.cli.upkeep.ExportCommand;
import org.voxmatrix.cli.upkeep.RepairCommand;
import org.voxmatrix.cli.upkeep.StatusCommand;
import org.voxmatrix.cli.upkeep.UpgradeCommand;
import org.voxmatrix.cli.voiceprints.CalibrateCommand;
import org.voxmatrix.cli.voiceprints.CompareCommand;
import org.voxmatrix.cli.voiceprints.EvaluateCommand;
import org.voxmatrix.cli.voiceprints.ExtractCommand;
import org.voxmatrix.cli.voiceprints.LinkCommand;
import org.voxmatrix.cli.voiceprints.ManifestCommand;
import org.voxmatrix.cli.voiceprints.ScoreCommand;
import org.voxmatrix.session.TemporaryFolder;
import org.voxmatrix.storage.Machine;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line, embedded and under {@code spark-submit}. */
@Command(
    name = "voxmatrix",
    mixinStandardHelpOptions = true,
    resourceBundle = "org.voxmatrix.cli.help",
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "JOB",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nJobs:%n")
public final class Main {

  private static final List<Class<?>> JOBS =
      List.of(
          ManifestCommand.class,
          ExtractCommand.class,
          CompareCommand.class,
          EvaluateCommand.class,
          CalibrateCommand.class,
          LinkCommand.class,
          ScoreCommand.class,
          ModelCommand.class,
          EnrollCommand.class,
          VerifyCommand.class,
          AdviseCommand.class,
          IdentifyCommand.class,
          NightlyCommand.class,
          UpgradeCommand.class,
          StatusCommand.class,
          DemoCommand.class,
          ExportCommand.class,
          ExpireCommand.class,
          EraseCommand.class,
          RepairCommand.class,
          DoctorCommand.class);

  private Main() {}

  public static void main(String[] arguments) {
    beginLogging();
    StandardOutput printed = new StandardOutput();
    PrintWriter out = new PrintWriter(printed, true, Charset.defaultCharset());
    PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
    FullMemory.watch();
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    int code = run(out, err, System.getenv(), arguments);
    out.flush();
    if (printed.lost().isPresent()) {
      err.printf(
          "voxmatrix: Standard output cannot be written (%s): print elsewhere, or free space.%n",
          printed.lost().get());
      code = code == ExitCode.DONE ? ExitCode.BAD_INPUT : code;
    }
    // YARN calls an application that exits by itself failed, even with code 0.
    if (code != ExitCode.DONE || !SparkSettings.isSubmitted()) {
      System.exit(code);
    }
  }

  /** Which takes a tenth of a second, beside what this thread has to do. */
  private static void beginLogging() {
    Thread beside = new Thread(() -> LoggerFactory.getLogger(Main.class), "voxmatrix-logging");
    beside.setDaemon(true);
    beside.start();
  }

  /**
   * Runs one command line and returns its exit code. Notebooks call it in the JVM of their Spark.
   */
  public static int run(
      PrintWriter out, PrintWriter err, Map<String, String> environment, String... arguments) {
    CommandLine root = commands(arguments).setOut(out).setErr(err);
    try {
      TemporaryFolder.use();
      Machine.nameUser();
      SparkSettings.loadDefaults(environment);
      Settings settings = Settings.load(confOption(arguments), environment, root, Main::commands);
      if (settings.isForGroup()) {
        SparkSettings.shareFiles();
      }
      ErrorReporter reporter = new ErrorReporter(settings);
      return root.setDefaultValueProvider(settings)
          .setParameterExceptionHandler(reporter)
          .setExecutionExceptionHandler(reporter)
          .execute(arguments);
    } catch (RuntimeException | Error e) { // picocli lets errors through
      return ErrorReporter.fail(e, root, arguments);
    }
  }

  public static CommandLine commands() {
    return commands(JOBS);
  }

  /** The named job alone, because to know all options of all jobs takes a quarter of a second. */
  private static CommandLine commands(String... arguments) {
    List<Class<?>> named =
        JOBS.stream()
            .filter(job -> arguments.length > 0 && arguments[0].equals(name(job)))
            .toList();
    return commands(named.isEmpty() ? JOBS : named);
  }

  private static CommandLine commands(List<Class<?>> jobs) {
    CommandLine root = new CommandLine(new Main());
    jobs.forEach(root::addSubcommand);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.getSubcommands().values().forEach(Main::complete);
    return root;
  }

  private static String name(Class<?> job) {
    return job.getAnnotation(Command.class).name();
  }

  private static void complete(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    spec.usageMessage().abbreviateSynopsis(true);
    spec.options().stream()
        .filter(Main::isFlag)
        .toList()
        .forEach(flag -> makeNegatable(spec, flag));
    command.getSubcommands().values().forEach(Main::complete);
  }

  private static boolean isFlag(OptionSpec option) {
    return option.type() == boolean.class && !option.usageHelp();
  }

  /** So that a flag of the settings can be taken back: picocli would toggle it. */
  private static void makeNegatable(CommandSpec command, OptionSpec flag) {
    command.remove(flag);
    command.addOption(flag.toBuilder().negatable(true).fallbackValue("true").build());
  }

  /** The settings file must be known before picocli asks for the defaults of options. */
  private static Optional<String> confOption(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      Matcher option = CommonOptions.CONF.matcher(arguments[i]);
      if (option.matches() && option.group(1) != null) {
        return Optional.of(option.group(1));
      }
      if (option.matches() && i + 1 < arguments.length) {
        return Optional.of(arguments[i + 1]);
      }
    }
    return Optional.empty();
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"voxmatrix " + (version == null ? "(not packaged)" : version)};
    }
  }
}
