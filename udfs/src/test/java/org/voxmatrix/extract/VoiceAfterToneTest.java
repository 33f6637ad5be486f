package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voxmatrix.model.ModelBundle;

/** A voice after a long tone or hold music is the voice alone. */
@Tag("slow")
class VoiceAfterToneTest {

  private static final List<String> VOICES =
      List.of(
          "english-awb/english-awb-1.wav",
          "english-slt/english-slt-4.wav",
          "finnish-mv/finnish-mv-1.wav",
          "czech-dita/czech-dita-1.wav");

  @Test
  void isTheVoiceAloneAndStaysApartFromOthers() {
    Sounds sounds = new Sounds(16_000);
    Map<String, float[]> before = new LinkedHashMap<>();
    before.put("ringing", sounds.cadence("440+480/2,0/4", 20));
    before.put("ringing, UK", sounds.cadence("400+450/0.4,0/0.2,400+450/0.4,0/2", 20));
    before.put("busy", sounds.cadence("480+620/0.5,0/0.5", 20));
    before.put("fax", sounds.cadence("1100/0.5,0/3", 20));
    before.put("organ", sounds.organ(45));
    before.put("band", sounds.band(45));
    before.put("strings", sounds.strings(45));
    try (VoiceprintExtractor extractor = new VoiceprintExtractor(ModelBundle.loadDefault())) {
      List<float[]> alone =
          VOICES.stream().map(name -> embedding(extractor, Recordings.voice(name))).toList();
      before.forEach(
          (name, sound) -> {
            List<float[]> after =
                VOICES.stream()
                    .map(voice -> Recordings.joined(sound, Recordings.voice(voice)))
                    .map(samples -> embedding(extractor, samples))
                    .toList();
            for (int i = 0; i < VOICES.size(); i++) {
              assertThat(VoiceprintExtractorTest.cosine(alone.get(i), after.get(i)))
                  .as("%s after %s", VOICES.get(i), name)
                  .isGreaterThan(0.95);
              for (int j = 0; j < i; j++) {
                assertThat(VoiceprintExtractorTest.cosine(after.get(i), after.get(j)))
                    .as("%s and %s after %s", VOICES.get(i), VOICES.get(j), name)
                    .isCloseTo(
                        VoiceprintExtractorTest.cosine(alone.get(i), alone.get(j)), within(0.1));
              }
            }
          });
    }
  }

  private static float[] embedding(VoiceprintExtractor extractor, float[] samples) {
    return extractor.extract(Wav.of(samples), ExtractOptions.DEFAULT).channels().get(0).embedding();
  }
}
