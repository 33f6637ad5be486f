package org.voxmatrix.audio;

import static org.bytedeco.ffmpeg.global.avcodec.*;
import static org.voxmatrix.audio.input.AudioFault.reject;

import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.voxmatrix.audio.container.PayloadFinder;
import org.voxmatrix.error.Fault;

/** The codecs that may decode recordings: of all that FFmpeg has, those that people record with. */
final class Codecs {

  private static final Set<Integer> ACCEPTED =
      Set.of(
          AV_CODEC_ID_FLAC,
          AV_CODEC_ID_ALAC,
          AV_CODEC_ID_MP2,
          AV_CODEC_ID_MP3,
          AV_CODEC_ID_AAC,
          AV_CODEC_ID_VORBIS,
          AV_CODEC_ID_OPUS,
          AV_CODEC_ID_SPEEX,
          AV_CODEC_ID_AMR_NB,
          AV_CODEC_ID_AMR_WB,
          AV_CODEC_ID_GSM,
          AV_CODEC_ID_GSM_MS,
          AV_CODEC_ID_ADPCM_G722,
          AV_CODEC_ID_ADPCM_IMA_WAV,
          AV_CODEC_ID_ADPCM_IMA_QT,
          AV_CODEC_ID_ADPCM_MS,
          AV_CODEC_ID_WMAV1,
          AV_CODEC_ID_WMAV2,
          AV_CODEC_ID_WMAPRO,
          AV_CODEC_ID_WMAVOICE,
          AV_CODEC_ID_WMALOSSLESS,
          AV_CODEC_ID_PCM_U8,
          AV_CODEC_ID_PCM_S8,
          AV_CODEC_ID_PCM_S16LE,
          AV_CODEC_ID_PCM_S16BE,
          AV_CODEC_ID_PCM_S24LE,
          AV_CODEC_ID_PCM_S24BE,
          AV_CODEC_ID_PCM_S32LE,
          AV_CODEC_ID_PCM_S32BE,
          AV_CODEC_ID_PCM_F32LE,
          AV_CODEC_ID_PCM_F32BE,
          AV_CODEC_ID_PCM_F64LE,
          AV_CODEC_ID_PCM_F64BE,
          AV_CODEC_ID_PCM_ALAW,
          AV_CODEC_ID_PCM_MULAW);

  /** Where FFmpeg's own decoder falls short, the one that the build has beside it. */
  private static final Map<Integer, String> OTHERS =
      Map.of(
          AV_CODEC_ID_SPEEX, "libspeex", // Its own gives wideband at half its speed.
          AV_CODEC_ID_AMR_NB, "libopencore_amrnb", // Its own knows no pauses (DTX).
          AV_CODEC_ID_AMR_WB, "libopencore_amrwb");

  private Codecs() {}

  /** FFmpeg's decoder of an accepted codec. */
  static AVCodec decoder(int id) {
    AVCodec decoder = null;
    if (OTHERS.containsKey(id)) {
      decoder = avcodec_find_decoder_by_name(OTHERS.get(id));
    } else if (ACCEPTED.contains(id)) {
      decoder = avcodec_find_decoder(id);
    }
    if (decoder == null) {
      throw reject(
          Fault.AUDIO_UNSUPPORTED_CODEC,
          "codec",
          "The codec %s is not supported; %s.".formatted(name(id), PayloadFinder.ACCEPTED),
          Map.of("codec", name(id)));
    }
    return decoder;
  }

  static boolean isAccepted(int id) {
    return ACCEPTED.contains(id);
  }

  /** FFmpeg's name. */
  static String name(int id) {
    return avcodec_get_name(id).getString();
  }
}
