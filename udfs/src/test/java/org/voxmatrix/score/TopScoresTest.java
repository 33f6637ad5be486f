package org.voxmatrix.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class TopScoresTest {

  private record Offer(int other, double score) {}

  /** Few different scores, so that ties are common. */
  @Property(tries = 300)
  void keepsTheBestOfAnyOrderOfOffers(
      @ForAll @Size(max = 40) List<@IntRange(max = 5) Integer> scores,
      @ForAll @IntRange(min = 1, max = 7) int k) {
    TopScores lists = new TopScores(3, k);
    List<Offer> offers = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      int other = i * 17 % 41;
      offers.add(new Offer(other, scores.get(i)));
      lists.offer(1, other, scores.get(i));
    }
    offers.sort(Comparator.comparingDouble(Offer::score).reversed().thenComparing(Offer::other));
    List<Offer> best = offers.subList(0, Math.min(k, offers.size()));
    assertThat(list(lists, 1)).isEqualTo(best);
    assertThat(lists.size(0)).isZero();
    assertThat(lists.least(1))
        .isEqualTo(best.size() < k ? Double.NEGATIVE_INFINITY : best.get(k - 1).score());
  }

  @Property(tries = 100)
  void mergesAsIfOfferedToOne(
      @ForAll @Size(max = 30) List<@IntRange(max = 5) Integer> scores,
      @ForAll @IntRange(min = 1, max = 5) int k) {
    TopScores all = new TopScores(2, k);
    TopScores even = new TopScores(2, k);
    TopScores odd = new TopScores(2, k);
    for (int i = 0; i < scores.size(); i++) {
      all.offer(1, i, scores.get(i));
      (i % 2 == 0 ? even : odd).offer(1, i, scores.get(i));
    }
    TopScores merged = odd.slice(1, 2);
    merged.addAll(even.slice(1, 2));
    assertThat(list(merged, 0)).isEqualTo(list(all, 1));
  }

  private static List<Offer> list(TopScores lists, int member) {
    List<Offer> list = new ArrayList<>();
    for (int rank = 0; rank < lists.size(member); rank++) {
      list.add(new Offer(lists.other(member, rank), lists.score(member, rank)));
    }
    return list;
  }
}
