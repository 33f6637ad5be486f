package org.voxmatrix.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.voxmatrix.audio.Encoder;
import org.voxmatrix.audio.Wav;

/**
 * One format's recording, all of the same speech in their first channel.
 *
 * @param rate that its decoder gives, Hz
 */
record Recording(String format, int rate, Path file) {

  /** Writes one of each format to a folder. */
  static List<Recording> write(Path folder, int seconds) throws IOException {
    float[] narrow = Speech.samples(8_000, seconds);
    float[] wide = Speech.samples(16_000, seconds);
    float[] music = Speech.samples(44_100, seconds);
    return List.of(
        of("WAV PCM 16 bit, 16 kHz", 16_000, Wav.pcm(16).samples(wide).bytes(), folder),
        of("FLAC, 16 kHz", 16_000, Encoder.FLAC.encode(16_000, wide), folder),
        of("MP3, 16 kHz", 16_000, Encoder.MP3.encode(16_000, wide), folder),
        // FFmpeg's own Vorbis encoder makes nothing but stereo.
        of("Ogg Vorbis, 16 kHz stereo", 16_000, Encoder.VORBIS.encode(16_000, wide, wide), folder),
        of("Ogg Opus, 48 kHz", 48_000, Encoder.OPUS.encode(16_000, wide), folder),
        of("WAV mu-law, 8 kHz", 8_000, muLaw(narrow), folder),
        of("WAV PCM 16 bit, 44.1 kHz", 44_100, pcm44(music), folder));
  }

  private static byte[] muLaw(float[] samples) {
    return Wav.pcm(8).tag(7).rate(8_000).samples(samples).bytes();
  }

  private static byte[] pcm44(float[] samples) {
    return Wav.pcm(16).rate(44_100).samples(samples).bytes();
  }

  private static Recording of(String format, int rate, byte[] content, Path folder)
      throws IOException {
    return new Recording(format, rate, Files.write(folder.resolve(format), content));
  }
}
