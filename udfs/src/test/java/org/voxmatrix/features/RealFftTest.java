package org.voxmatrix.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.complex.Complex;
import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealFftTest {

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 64, 128, 256, 512, 1024, 2048})
  void agreesWithCommonsMath(int length) {
    Random random = new Random(length);
    float[] signal = new float[length];
    double[] same = new double[length];
    for (int i = 0; i < length; i++) {
      signal[i] = random.nextFloat() - 0.5f;
      same[i] = signal[i];
    }
    Complex[] expected =
        new FastFourierTransformer(DftNormalization.STANDARD)
            .transform(same, TransformType.FORWARD);
    float[] power = new float[length / 2];
    new RealFft(length).power(signal, power);

    for (int k = 0; k < power.length; k++) {
      double magnitude = expected[k].abs();
      assertThat((double) power[k])
          .as("bin %d of %d", k, length)
          .isCloseTo(magnitude * magnitude, within(1e-5 * length));
    }
  }

  @Test
  void refusesOtherLengths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RealFft(400))
        .withMessage("FFT length is 400, not a power of two from 8");
  }
}
