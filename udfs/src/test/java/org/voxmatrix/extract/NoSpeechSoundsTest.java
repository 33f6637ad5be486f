package org.voxmatrix.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.voxmatrix.audio.input.AudioInput;
import org.voxmatrix.error.Fault;
import org.voxmatrix.error.RejectedException;
import org.voxmatrix.model.ModelBundle;

/** Tones of the telephone network, fax, DTMF, beeps and music are no speech. */
@Tag("slow")
class NoSpeechSoundsTest {

  private static VoiceprintExtractor extractor;

  @BeforeAll
  static void open() {
    extractor = new VoiceprintExtractor(ModelBundle.loadDefault());
  }

  @AfterAll
  static void close() {
    extractor.close();
  }

  @Test
  void tonesAndMusicAreNoSpeech() {
    Map<String, Function<Sounds, float[]>> sounds = new LinkedHashMap<>();
    sounds.put("ringing, US", make -> make.cadence("440+480/2,0/4", 20));
    sounds.put("ringing, UK", make -> make.cadence("400+450/0.4,0/0.2,400+450/0.4,0/2", 20));
    sounds.put("busy, US", make -> make.cadence("480+620/0.5,0/0.5", 20));
    sounds.put("busy, Germany", make -> make.cadence("425/0.48,0/0.48", 20));
    sounds.put("fax calling", make -> make.cadence("1100/0.5,0/3", 20));
    sounds.put("fax answering", make -> make.cadence("2100/3.3,0/0.07", 20));
    sounds.put("fax flags", make -> make.faxFlags(20));
    sounds.put("DTMF", make -> make.dialled("0049301234567#*89AD", 0.1, 0.1));
    sounds.put("beep", make -> make.cadence("1000/0.5,0/4", 20));
    sounds.put("organ", make -> make.organ(30));
    sounds.put("band", make -> make.band(30));
    sounds.put("strings", make -> make.strings(30));
    List<String> heard = new ArrayList<>();
    sounds.forEach((name, sound) -> hear(name, sound, heard));

    assertThat(heard).isEmpty();
  }

  @Test
  void tonesOfAllCountriesAreNoSpeech() {
    Map<String, String> cadences = Sounds.nationalTones();
    assertThat(cadences).hasSizeGreaterThan(100);
    List<String> heard = new ArrayList<>();
    cadences.forEach(
        (steps, name) -> hear(name + " " + steps, sounds -> sounds.cadence(steps, 20), heard));

    assertThat(heard).isEmpty();
  }

  /** One before a message, or one after each. */
  @Test
  void beepsOfVoicemailAreNoSpeech() {
    List<String> heard = new ArrayList<>();
    for (int hertz : new int[] {350, 440, 620, 800, 1_000, 1_400, 2_000, 2_600}) {
      for (String times : List.of("/0.15,0/4", "/0.25,0/15", "/0.25,0/4", "/0.4,0/4", "/1,0/15")) {
        String steps = hertz + times;
        hear("beep " + steps, sounds -> sounds.cadence(steps, 20), heard);
      }
    }

    assertThat(heard).isEmpty();
  }

  /** Loud, quiet, in noise, and in the telephone's own format. */
  private static void hear(String name, Function<Sounds, float[]> sound, List<String> heard) {
    float[] wide = sound.apply(new Sounds(16_000));
    float[] noisy =
        Recordings.mixed(wide, Recordings.scaled(Recordings.pinkNoise(wide.length, 3), 0.02));
    float[] narrow = sound.apply(new Sounds(8_000));
    float[] hiss = Recordings.scaled(Recordings.whiteNoise(narrow.length, 5), 0.01);
    Map<String, AudioInput> inputs = new LinkedHashMap<>();
    inputs.put("loud", Wav.of(wide));
    inputs.put("quiet", Wav.of(Recordings.scaled(wide, 0.03)));
    inputs.put("noisy", Wav.of(noisy));
    inputs.put("mu-law", Sounds.muLaw(narrow));
    inputs.put("mu-law, noisy", Sounds.muLaw(Recordings.mixed(narrow, hiss)));
    inputs.forEach(
        (line, input) -> {
          String answer = answer(input);
          if (!answer.equals(Fault.AUDIO_NO_SPEECH.toString())) {
            heard.add(name + ", " + line + ": " + answer);
          }
        });
  }

  private static String answer(AudioInput input) {
    try {
      Extraction extraction = extractor.extract(input, ExtractOptions.DEFAULT);
      return extraction.channels().get(0).speechLength() + " s of speech";
    } catch (RejectedException rejected) {
      return rejected.fault() == Fault.AUDIO_NO_SPEECH
          ? Fault.AUDIO_NO_SPEECH.toString()
          : rejected.getMessage();
    }
  }
}
