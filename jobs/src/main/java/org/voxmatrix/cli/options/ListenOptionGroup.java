package org.voxmatrix.cli.options;

import java.util.List;
import org.voxmatrix.cli.settings.Settings;
import org.voxmatrix.jobs.profiles.audio.Copies;
import org.voxmatrix.jobs.profiles.audio.ListenOptions;
import org.voxmatrix.jobs.profiles.audio.PhraseCheck;
import org.voxmatrix.jobs.profiles.audio.SeveralSpeakers;
import org.voxmatrix.phrase.PassPhrases;
import org.voxmatrix.phrase.PhraseSimilarity;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How the audio of profiles is analyzed. */
public final class ListenOptionGroup extends AllowedRootsOption {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Mixin private TruncatedOption cutOff;

  @Option(
      names = "--passphrase-check",
      paramLabel = "HOW",
      defaultValue = "recognition",
      descriptionKey = "passphrase.check")
  private PhraseCheck check;

  @Option(
      names = "--passphrases",
      split = ",",
      paramLabel = "PHRASE",
      descriptionKey = "passphrase.phrases")
  private List<String> phrases;

  @Option(
      names = "--passphrase-similarity",
      paramLabel = "SHARE",
      descriptionKey = "passphrase.similarity")
  private Double similarity;

  @Option(
      names = "--copies",
      paramLabel = "reject|allow",
      defaultValue = "reject",
      descriptionKey = "enrollment.copies")
  private Copies copies;

  /** With the limits of the settings file. */
  public ListenOptions options(String model) {
    return new ListenOptions(
        model,
        Settings.of(spec).limits(),
        check,
        check == PhraseCheck.SIMILARITY
            ? null
            : new PassPhrases(phrases == null ? PassPhrases.DEFAULT : phrases),
        similarity == null ? PhraseSimilarity.DEFAULT_THRESHOLD : similarity,
        copies,
        SeveralSpeakers.REJECT,
        allowedRoots,
        reach(),
        cutOff.truncated);
  }
}
