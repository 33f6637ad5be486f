package org.voxmatrix.phrase;

import edu.cmu.sphinx.frontend.AutoCepstrum;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.FloatData;
import edu.cmu.sphinx.frontend.FrontEnd;
import edu.cmu.sphinx.frontend.feature.BatchCMN;
import edu.cmu.sphinx.frontend.feature.DeltasFeatureExtractor;
import edu.cmu.sphinx.frontend.feature.FeatureTransform;
import edu.cmu.sphinx.frontend.filter.Preemphasizer;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import edu.cmu.sphinx.frontend.window.RaisedCosineWindower;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Loader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** sphinx4's front end for one recording, with the mean over the whole of it removed. */
final class Features {

  private Features() {}

  /** A new chain each time, so that nothing of one recording reaches the next. */
  static List<Data> of(float[] samples) {
    Loader settings = English.settings();
    try {
      FrontEnd chain =
          new FrontEnd(
              List.of(
                  new SampleSource(samples),
                  new Preemphasizer(0.97),
                  new RaisedCosineWindower(0.46, 25.625f, 10f),
                  new DiscreteFourierTransform(-1, false),
                  new AutoCepstrum(settings),
                  new BatchCMN(),
                  new DeltasFeatureExtractor(3),
                  new FeatureTransform(settings)));
      chain.initialize();
      List<Data> frames = new ArrayList<>();
      for (Data data = chain.getData(); data != null; data = chain.getData()) {
        if (data instanceof FloatData) {
          frames.add(data);
        }
      }
      return frames;
    } catch (IOException failure) {
      throw new UncheckedIOException("the acoustic model of sphinx4-data", failure);
    }
  }
}
