package org.voxmatrix.jobs.evaluate.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorstPairsTest {

  private record Offer(boolean target, double score, int a, int b) {}

  /** Scores are of few values, so that most places are decided among equals. */
  @Test
  void partsInAnyOrderAddUpToTheWorstOfAll() {
    Random random = new Random(5);
    List<Offer> offers = new ArrayList<>();
    List<ScoredPair> pairs = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Offer offer =
          new Offer(
              random.nextBoolean(), random.nextInt(400) / 10.0, random.nextInt(90) + 10, 1000 + i);
      offers.add(offer);
      pairs.add(new ScoredPair(offer.target, offer.score, "" + offer.a, "" + offer.b));
    }
    List<WorstError> all = ScoredPair.worst(pairs, 25);

    for (int round = 0; round < 5; round++) {
      Collections.shuffle(offers, random);
      WorstPairs whole = new WorstPairs(25);
      for (int part = 0; part < 7; part++) {
        WorstPairs some = new WorstPairs(25);
        for (int i = part; i < offers.size(); i += 7) {
          Offer offer = offers.get(i);
          some.offer(offer.target, offer.score, offer.a, offer.b);
        }
        whole.add(some);
      }
      assertThat(whole.errors(String::valueOf, String::valueOf)).isEqualTo(all);
    }
    assertThat(all).hasSize(50);
    assertThat(all.get(0).score()).isZero();
    assertThat(all.get(25).kind()).isEqualTo(WorstError.Kind.FALSE_ALARM);
    assertThat(all.get(25).score()).isEqualTo(39.9);
  }

  @Test
  void fewerTrialsThanAskedForAreAllThere() {
    WorstPairs worst = new WorstPairs(3);
    worst.offer(true, 0.5, 1, 2);

    assertThat(worst.errors(a -> "a" + a, b -> "b" + b))
        .containsExactly(new WorstError(WorstError.Kind.MISS, 1, 0.5, "a1", "b2"));
  }
}
