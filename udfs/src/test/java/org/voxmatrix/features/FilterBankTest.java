package org.voxmatrix.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterBankTest {

  static final FrontEnd FRONT_END =
      new FrontEnd(16_000, 0.025, 0.01, 80, 20, 8_000, 0.97, FrameWindow.POVEY, 1.1920929e-07);

  private final Reference reference = Reference.load();

  @Test
  void givesTheFramesOfTheReference() {
    List<float[]> frames = frames(reference.samples(), FRONT_END, 16_000);

    assertThat(frames).hasSize(reference.frameCount());
    for (int index : reference.frames()) {
      assertThat(frames.get(index))
          .as("frame %d", index)
          .containsExactly(reference.frame(index), within(1e-3f));
    }
  }

  @Test
  void givesTheMeanOfTheReference() {
    List<float[]> frames = frames(reference.samples(), FRONT_END, 16_000);
    FrameRing ring = new FrameRing(frames.size(), 80);
    for (int i = 0; i < frames.size(); i++) {
      System.arraycopy(frames.get(i), 0, ring.values(), ring.offset(i), 80);
    }

    assertThat(TimeMean.of(ring, 0, frames.size()))
        .containsExactly(reference.mean(), within(1e-4f));
  }

  @Test
  void doesNotDependOnTheBlocks() {
    float[] samples = reference.samples();
    List<float[]> whole = frames(samples, FRONT_END, samples.length);

    for (int block : new int[] {1, 159, 160, 161, 400, 4_096}) {
      assertThat(frames(samples, FRONT_END, block))
          .as("blocks of %d", block)
          .usingRecursiveComparison()
          .isEqualTo(whole);
    }
  }

  @Test
  void putsAToneInTheBinOfItsFrequency() {
    float[] tone = new float[400];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (0.5 * Math.sin(2 * Math.PI * 1_000 * i / 16_000));
    }
    float[] bins = new float[80];
    new FilterBank(FRONT_END).frame(tone, 0, bins, 0);

    int loudest = 0;
    for (int bin = 1; bin < bins.length; bin++) {
      loudest = bins[bin] > bins[loudest] ? bin : loudest;
    }
    double step = (mel(8_000) - mel(20)) / 81;
    assertThat(loudest).isEqualTo((int) Math.round((mel(1_000) - mel(20)) / step) - 1);
  }

  @Test
  void givesTheFloorForSilenceAndForAConstant() {
    float floor = (float) Math.log(1.1920929e-07f);
    float[] constant = new float[400];
    java.util.Arrays.fill(constant, 0.3f);
    float[] bins = new float[80];
    for (float[] samples : List.of(new float[400], constant)) {
      new FilterBank(FRONT_END).frame(samples, 0, bins, 0);
      assertThat(bins).containsOnly(floor);
    }
  }

  @Test
  void refusesParametersOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new FrontEnd(16_000, 0.025, 0.01, 80, 20, 9_000, 0.97, FrameWindow.POVEY, 1e-7))
        .withMessage("high_frequency is 9000.0, not above 0 and at most half the sample rate");
  }

  private static double mel(double frequency) {
    return 1127 * Math.log(1 + frequency / 700);
  }

  static List<float[]> frames(float[] samples, FrontEnd frontEnd, int block) {
    FilterBank bank = new FilterBank(frontEnd);
    List<float[]> frames = new ArrayList<>();
    Framer framer =
        new Framer(
            bank.length(),
            bank.shift(),
            (buffer, offset) -> {
              float[] frame = new float[bank.width()];
              bank.frame(buffer, offset, frame, 0);
              frames.add(frame);
            });
    for (int from = 0; from < samples.length; from += block) {
      int count = Math.min(block, samples.length - from);
      framer.accept(java.util.Arrays.copyOfRange(samples, from, from + count), count);
    }
    return frames;
  }
}
