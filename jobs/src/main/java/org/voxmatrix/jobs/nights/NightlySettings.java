package org.voxmatrix.jobs.nights;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.voxmatrix.jobs.identify.IdentifySettings;

/**
 * What nightly runs are to do.
 *
 * @param recordings folder, glob or CSV of the recordings, old and new
 * @param folder of this machine, or URI, for the manifests of nights
 * @param identification the watchlist and how it is compared; the manifest is that of the night
 * @param today the day that it is, UTC
 * @param night the one night to do, with the same recordings if it was done before; null for those
 *     that earlier days left unfinished, then today's
 */
@RecordBuilder
public record NightlySettings(
    String recordings,
    String folder,
    IdentifySettings identification,
    LocalDate today,
    LocalDate night)
    implements NightlySettingsBuilder.With {

  /** All enrolled profiles, by the model's threshold. */
  public static NightlySettings of(String recordings, String folder) {
    return new NightlySettings(
        recordings, folder, IdentifySettings.of(null), LocalDate.now(ZoneOffset.UTC), null);
  }
}
