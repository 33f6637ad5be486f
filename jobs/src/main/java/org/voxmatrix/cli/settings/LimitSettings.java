package org.voxmatrix.cli.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.Minimum;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;

/** The limits of enrollments: keys of the settings file that are not options. */
public final class LimitSettings {

  /** Every key, with its default. */
  public static final Config DEFAULTS =
      ListenOptions.defaults().limits().entrySet().stream()
          .map(of -> ConfigFactory.parseMap(values(of.getValue())).atPath(key(of.getKey())))
          .reduce(ConfigFactory.empty(), Config::withFallback);

  private LimitSettings() {}

  /** What an enrollment may be. */
  static Map<ProfileKind, EnrollLimits> limits(Config config) {
    return byKind(kind -> limits(config, key(kind)));
  }

  /** What a voiceprint needs. */
  static Map<ProfileKind, Minimum> minimum(Map<ProfileKind, EnrollLimits> limits) {
    return byKind(kind -> new Minimum(limits.get(kind).minCount(), limits.get(kind).minSpeech()));
  }

  private static <T> Map<ProfileKind, T> byKind(Function<ProfileKind, T> value) {
    return Arrays.stream(ProfileKind.values()).collect(Collectors.toMap(kind -> kind, value));
  }

  private static String key(ProfileKind kind) {
    return "enroll." + kind.word();
  }

  private static Map<String, Number> values(EnrollLimits limits) {
    return Map.of(
        "max-bytes", limits.maxBytes(),
        "min-length", limits.minLength(),
        "max-length", limits.maxLength(),
        "max-total-length", limits.maxTotalLength(),
        "min-count", limits.minCount(),
        "max-count", limits.maxCount(),
        "min-speech", limits.minSpeech(),
        "min-snr", limits.minSnrDb());
  }

  private static EnrollLimits limits(Config all, String key) {
    Config config = all.getConfig(key);
    return new EnrollLimits(
        config.getLong("max-bytes"),
        config.getDouble("min-length"),
        config.getDouble("max-length"),
        config.getDouble("max-total-length"),
        config.getInt("min-count"),
        config.getInt("max-count"),
        config.getDouble("min-speech"),
        config.getDouble("min-snr"));
  }
}
