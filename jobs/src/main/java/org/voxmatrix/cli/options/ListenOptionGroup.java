package org.voxmatrix.cli.options;

import java.util.List;
import java.util.Map;
import org.voxmatrix.jobs.profiles.ProfileKind;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.jobs.profiles.audio.PhraseCheck;
import org.voxmatrix.phrase.PassPhrases;
import org.voxmatrix.phrase.PhraseSimilarity;
import picocli.CommandLine.Option;

/** How the audio of profiles is heard. */
public final class ListenOptionGroup {

  @Option(
      names = "--passphrase-check",
      paramLabel = "HOW",
      defaultValue = "recognition",
      descriptionKey = "passphrase.check",
      description =
          "recognition (the same known phrase each time) or similarity (each sounds like the"
              + " first). Default: recognition.")
  private PhraseCheck check;

  @Option(
      names = "--passphrases",
      split = ",",
      paramLabel = "PHRASE",
      descriptionKey = "passphrase.phrases",
      description = "The known phrases. Default: the service's ten.")
  private List<String> phrases;

  @Option(
      names = "--passphrase-similarity",
      paramLabel = "SHARE",
      descriptionKey = "passphrase.similarity",
      description = "Similarity to the first enrollment at least. Default: as measured.")
  private Double similarity;

  @Option(
      names = "--allowed-roots",
      split = ",",
      paramLabel = "DIR",
      descriptionKey = "audio.allowed-roots",
      description = "Folders or URIs that recordings may be read from. Default: any.")
  private List<String> allowedRoots = List.of();

  public ListenOptions options(String model, EnrollLimitOptions limits) {
    return new ListenOptions(
        model,
        Map.of(
            ProfileKind.TEXT_DEPENDENT,
            limits.textDependent(),
            ProfileKind.TEXT_INDEPENDENT,
            limits.textIndependent()),
        check,
        check == PhraseCheck.SIMILARITY
            ? null
            : new PassPhrases(phrases == null ? PassPhrases.DEFAULT : phrases),
        similarity == null ? PhraseSimilarity.DEFAULT_THRESHOLD : similarity,
        allowedRoots);
  }
}
