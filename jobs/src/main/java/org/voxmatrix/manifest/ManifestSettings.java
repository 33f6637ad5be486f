package org.voxmatrix.manifest;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.voxmatrix.access.AllowedRoots;
import org.voxmatrix.access.Reach;

/**
 * Which manifest is to be made.
 *
 * @param source a folder, a glob, or a {@code .csv} or {@code .tsv} file; a URI, or else local
 * @param out where to write: a file, or with {@link AudioPlace#INLINE} a folder; replaced if there
 * @param files which files of a folder to take
 * @param audio where the audio is to be
 * @param encoding of a {@code .csv} or {@code .tsv} file
 * @param ifEmpty what to do where there is no recording
 * @param allowedRoots folders that audio may be read from; none allows all
 * @param reach which stores it may be on, and how long each may take to answer
 * @param partBytes bytes of audio in a file of an inline manifest
 */
@RecordBuilder
public record ManifestSettings(
    String source,
    String out,
    FileChoice files,
    AudioPlace audio,
    Charset encoding,
    IfEmpty ifEmpty,
    List<String> allowedRoots,
    Reach reach,
    long partBytes)
    implements ManifestSettingsBuilder.With {

  public ManifestSettings {
    allowedRoots = AllowedRoots.checked(allowedRoots);
  }

  /** Of audio that stays in its files; there must be some. */
  public static ManifestSettings of(String source, String out) {
    return new ManifestSettings(
        source,
        out,
        FileChoice.AUDIO,
        AudioPlace.FILES,
        StandardCharsets.UTF_8,
        IfEmpty.REFUSE,
        List.of(),
        Reach.DEFAULT,
        128L << 20);
  }
}
