package org.voxmatrix.cli.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.voxmatrix.jobs.profiles.EnrollLimits;
import org.voxmatrix.jobs.profiles.ProfileKind;

/** The limits of enrollments: keys of the settings file that are not options. */
public final class LimitSettings {

  /** Every key, with its default. */
  public static final Config DEFAULTS =
      EnrollLimits.DEFAULT.entrySet().stream()
          .map(of -> ConfigFactory.parseMap(values(of.getValue())).atPath(key(of.getKey())))
          .reduce(ConfigFactory.empty(), Config::withFallback);

  private LimitSettings() {}

  /** What an enrollment may be. */
  static Map<ProfileKind, EnrollLimits> limits(Config config) {
    return Arrays.stream(ProfileKind.values())
        .collect(Collectors.toMap(kind -> kind, kind -> limits(config, key(kind))));
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
