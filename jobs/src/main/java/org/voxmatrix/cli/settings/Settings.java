package org.voxmatrix.cli.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestException;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The defaults of all options: an environment variable, else a key of {@code voxmatrix.conf}, else
 * what the option declares.
 *
 * <p>The key of option {@code --channel-mode} of job {@code extract} is {@code
 * extract.channel-mode}, and its variable {@code VOXMATRIX_EXTRACT_CHANNEL_MODE}. An option of
 * several jobs names its key in {@code descriptionKey}.
 */
public final class Settings implements IDefaultValueProvider {

  /** The {@code descriptionKey} of an option that no setting can give. */
  public static final String NOT_A_SETTING = "-";

  private static final String GROUP = "files.group";

  /** Of a value, in characters. */
  private static final int LONGEST = 1 << 16;

  private final Config config;
  private final Path file;

  private Settings(Config config, Path file) {
    this.config = config;
    this.file = file;
  }

  /**
   * Reads the settings file.
   *
   * @param named the file of {@code --conf}, if given
   * @param root the job to be run
   * @param all of the jobs, whose keys may stand in the file
   */
  public static Settings load(
      Optional<String> named,
      Map<String, String> environment,
      CommandLine root,
      Supplier<CommandLine> all) {
    Optional<SettingsFile> file = SettingsFile.find(named, environment);
    Config config = file.map(found -> found.read(environment)).orElse(ConfigFactory.empty());
    Set<String> known = config.entrySet().isEmpty() ? Set.of() : keys(all.get());
    for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
      String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
      if (!known.contains(key)) {
        throw unknown(key, entry.getValue().origin().description(), known);
      }
      if (String.valueOf(entry.getValue().unwrapped()).length() > LONGEST) {
        throw BadSettings.of(
            "Setting '%s' has more than %d characters: shorten it.".formatted(key, LONGEST));
      }
    }
    for (String key : keys(root)) {
      String variable = "VOXMATRIX_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
      if (environment.containsKey(variable)) {
        config =
            config.withValue(
                key, ConfigValueFactory.fromAnyRef(environment.get(variable), variable));
      }
    }
    return new Settings(
        config.withFallback(LimitSettings.DEFAULTS),
        file.map(found -> found.path().toAbsolutePath().normalize()).orElse(null));
  }

  /** The file that was read, if any. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** The settings with which {@code command} was run. */
  public static Settings of(CommandSpec command) {
    return (Settings) command.commandLine().getDefaultValueProvider();
  }

  /** The keys of all options of the jobs of {@code root}, and those that are not options. */
  public static Set<String> keys(CommandLine root) {
    Set<String> keys =
        Stream.concat(Stream.of(root), root.getSubcommands().values().stream())
            .flatMap(command -> command.getCommandSpec().options().stream())
            .flatMap(option -> key(option).stream())
            .collect(Collectors.toCollection(TreeSet::new));
    LimitSettings.DEFAULTS.entrySet().forEach(entry -> keys.add(entry.getKey()));
    keys.add(GROUP);
    return keys;
  }

  /** The key of an option; empty for {@code --help} and its like. */
  public static Optional<String> key(OptionSpec option) {
    if (option.usageHelp()
        || option.versionHelp()
        || NOT_A_SETTING.equals(option.descriptionKey())) {
      return Optional.empty();
    }
    return Optional.of(
        option.descriptionKey().isEmpty()
            ? option.command().name() + "." + option.longestName().replaceFirst("^-+", "")
            : option.descriptionKey());
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option ? key(option).map(this::value).orElse(null) : null;
  }

  /** Where the value of a setting comes from, for messages; empty if it is not set. */
  public Optional<String> origin(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? key(option)
            .filter(config::hasPath)
            .map(key -> config.getValue(key).origin().description())
        : Optional.empty();
  }

  /**
   * Whether the group may read files that are made on disks of this machine.
   *
   * @throws RequestException if that is neither true nor false
   */
  public boolean isForGroup() {
    try {
      return config.hasPath(GROUP) && config.getBoolean(GROUP);
    } catch (ConfigException e) {
      throw BadSettings.of("Settings cannot be read: " + e.getMessage());
    }
  }

  /**
   * What an enrollment may be.
   *
   * @throws RequestException if a value is not a number, or a minimum is above its maximum
   */
  public Map<ProfileKind, EnrollLimits> limits() {
    try {
      return LimitSettings.limits(config);
    } catch (ConfigException | IllegalArgumentException e) {
      throw BadSettings.of("Settings cannot be read: " + e.getMessage());
    }
  }

  private String value(String key) {
    if (!config.hasPath(key)) {
      return null;
    }
    Object value = config.getAnyRef(key);
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : value.toString();
  }

  private static RequestException unknown(String key, String where, Set<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String nearest =
        known.stream().min(Comparator.comparing(candidate -> distance.apply(key, candidate))).get();
    return new RequestException(
        Fault.REQUEST_BAD_VALUE,
        List.of("conf", key),
        "Unknown setting '%s' (%s); did you mean '%s'?".formatted(key, where, nearest));
  }
}
