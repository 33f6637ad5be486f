package org.voxmatrix.cli.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RequestError;
import org.voxmatrix.error.RequestException;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
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

  private static final Path USUAL_FILE = Path.of("conf", "voxmatrix.conf");

  private final Config config;
  private final Map<String, String> environment;

  private Settings(Config config, Map<String, String> environment) {
    this.config = config;
    this.environment = environment;
  }

  /**
   * Reads the settings file.
   *
   * @param named the file of {@code --conf}, if given
   * @param known every key that may stand in it
   */
  public static Settings load(
      Optional<String> named, Map<String, String> environment, Set<String> known) {
    Config config = file(named, environment).map(Settings::read).orElse(ConfigFactory.empty());
    for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
      String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
      if (!known.contains(key)) {
        throw unknown(key, entry.getValue().origin().description(), known);
      }
    }
    return new Settings(config, environment);
  }

  /** The keys of all options of all jobs of {@code root}. */
  public static Set<String> keys(CommandLine root) {
    return Stream.concat(Stream.of(root), root.getSubcommands().values().stream())
        .flatMap(command -> command.getCommandSpec().options().stream())
        .flatMap(option -> key(option).stream())
        .collect(Collectors.toCollection(TreeSet::new));
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
    if (!(argument instanceof OptionSpec option)) {
      return Optional.empty();
    }
    return key(option)
        .flatMap(
            key ->
                environment.containsKey(variable(key))
                    ? Optional.of(variable(key))
                    : Optional.of(key)
                        .filter(config::hasPath)
                        .map(path -> config.getValue(path).origin().description()));
  }

  private String value(String key) {
    String variable = environment.get(variable(key));
    if (variable != null) {
      return variable;
    }
    if (!config.hasPath(key)) {
      return null;
    }
    Object value = config.getAnyRef(key);
    return value instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
        : value.toString();
  }

  private static String variable(String key) {
    return "VOXMATRIX_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static Optional<Path> file(Optional<String> named, Map<String, String> environment) {
    Optional<Path> asked =
        named.or(() -> Optional.ofNullable(environment.get("VOXMATRIX_CONF"))).map(Path::of);
    if (asked.isPresent()) {
      return asked;
    }
    Stream<Path> installation =
        Stream.ofNullable(System.getProperty("voxmatrix.home"))
            .map(home -> Path.of(home).resolve(USUAL_FILE));
    return Stream.concat(Stream.of(USUAL_FILE), installation).filter(Files::exists).findFirst();
  }

  private static Config read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw invalid("Settings file '" + file + "' does not exist; check --conf.");
      }
      return ConfigFactory.parseFile(file.toFile()).resolve();
    } catch (ConfigException e) {
      throw invalid("Settings cannot be read: " + e.getMessage());
    }
  }

  private static RequestException unknown(String key, String where, Set<String> known) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    String nearest =
        known.stream().min(Comparator.comparing(candidate -> distance.apply(key, candidate))).get();
    return new RequestException(
        RequestError.REQUEST_VALIDATION_ERROR,
        Fault.REQUEST_BAD_VALUE,
        List.of("conf", key),
        "Unknown setting '%s' (%s); the nearest is '%s'.".formatted(key, where, nearest));
  }

  private static RequestException invalid(String message) {
    return new RequestException(
        RequestError.REQUEST_INVALID, Fault.REQUEST_BAD_VALUE, List.of("conf"), message);
  }
}
