package org.voxmatrix.jobs.link.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Each part of linking against its definition, on graphs full of ties. */
class ClusterPropertiesTest {

  @Property(tries = 300)
  void agglomerationIsGreedy(
      @ForAll @IntRange(min = 1, max = 14) int count,
      @ForAll long seed,
      @ForAll Linkage linkage,
      @ForAll @DoubleRange(min = -1, max = 1) double threshold) {
    PairScores scores = scores(count, seed, 1000);
    Set<Set<Integer>> expected = BruteForce.groups(count, scores::get, linkage, threshold);

    int[] groups = Agglomeration.of(copy(scores), linkage, threshold);

    assertThat(sets(groups)).isEqualTo(expected);
    for (int i = 0; i < count; i++) {
      assertThat(groups[groups[i]]).isEqualTo(groups[i]).isLessThanOrEqualTo(i);
    }
  }

  /** Of several pairs with the best score, the first is joined. */
  @Property(tries = 300)
  void tiesAreBrokenByPlace(
      @ForAll @IntRange(min = 2, max = 10) int count, @ForAll long seed, @ForAll Linkage linkage) {
    PairScores scores = scores(count, seed, 2); // -1, -0.5, 0, 0.5 and 1: means of these are exact.

    int[] groups = Agglomeration.of(copy(scores), linkage, 0.25);

    assertThat(sets(groups)).isEqualTo(BruteForce.groups(count, scores::get, linkage, 0.25));
  }

  @Property(tries = 200)
  void aForestOfPartsHasTheComponentsOfAll(
      @ForAll @IntRange(min = 2, max = 40) int count,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int most,
      @ForAll @IntRange(min = 1, max = 4) int parts) {
    List<Edge> edges = edges(count, seed);
    Random random = new Random(seed);
    List<List<Edge>> dealt = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      dealt.add(new ArrayList<>());
    }
    List<Edge> shuffled = new ArrayList<>(edges);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(edge -> dealt.get(random.nextInt(parts)).add(edge));
    List<Edge> forests = new ArrayList<>();
    for (List<Edge> part : dealt) {
      Iterator<Edge> forest = SpanningForest.of(part.iterator(), 8);
      List<Edge> kept = new ArrayList<>();
      forest.forEachRemaining(kept::add);
      assertThat(kept).hasSizeLessThan(count);
      forests.addAll(kept);
    }

    Parts all = components(count, most, edges);
    Parts reduced = components(count, most, forests);

    assertThat(reduced.firstOf()).isEqualTo(all.firstOf());
    assertThat(reduced.several()).isEqualTo(all.several());
    assertThat(reduced.cut()).isEqualTo(all.cut());
  }

  /** The lowest threshold at which the component of a member is small enough, of all scores. */
  @Property(tries = 200)
  void whatIsTooLargeIsCutAtAHigherThreshold(
      @ForAll @IntRange(min = 2, max = 25) int count,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 25) int most) {
    List<Edge> edges = distinct(edges(count, seed));

    Parts parts = components(count, most, edges);

    double[] thresholds = edges.stream().mapToDouble(Edge::score).sorted().distinct().toArray();
    for (int i = 0; i < count; i++) {
      Set<Integer> expected = component(count, edges, i, Double.NEGATIVE_INFINITY);
      boolean cut = expected.size() > most;
      for (int t = 0; expected.size() > most; t++) {
        // Above each score in turn; above the highest one, nobody is connected.
        expected = component(count, edges, i, Math.nextUp(thresholds[t]));
      }
      int first = parts.firstOf()[i];
      Set<Integer> found = new HashSet<>();
      for (int j = 0; j < count; j++) {
        if (parts.firstOf()[j] == first) {
          found.add(j);
        }
      }
      assertThat(found).isEqualTo(expected);
      assertThat(parts.cut().get(first)).isEqualTo(cut);
      assertThat(parts.isLinked(i)).isEqualTo(expected.size() > 1);
    }
  }

  @Property(tries = 300)
  void bridgesAreWhatHoldsGroupsTogether(
      @ForAll @IntRange(min = 2, max = 12) int count, @ForAll long seed) {
    PairScores scores = sparse(count, seed);

    List<Bridges.Bridge> bridges = Bridges.of(scores, 0.5);

    Set<Bridges.Bridge> expected = new HashSet<>();
    for (int i = 0; i < count; i++) {
      List<Integer> sizes = sizes(scores, i, -1);
      Collections.sort(sizes, Collections.reverseOrder());
      if (sizes.size() > 1 && sizes.get(1) >= 2) {
        expected.add(new Bridges.Bridge(i, -1, count - 1 - sizes.get(0)));
      }
      for (int j = i + 1; j < count; j++) {
        if (scores.get(i, j) >= 0.5) {
          List<Integer> without = sizes(scores, i, j);
          int smaller = Collections.min(without);
          if (without.size() > 1 && smaller >= 2) {
            expected.add(new Bridges.Bridge(i, j, smaller));
          }
        }
      }
    }
    assertThat(bridges).doesNotHaveDuplicates();
    assertThat(new HashSet<>(bridges)).isEqualTo(expected);
  }

  /** Sizes of what is left without a member, or without the pair of both. */
  private static List<Integer> sizes(PairScores scores, int a, int b) {
    int count = scores.count();
    DisjointSets sets = new DisjointSets(count);
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < i; j++) {
        boolean gone = b < 0 ? i == a || j == a : Math.min(i, j) == a && Math.max(i, j) == b;
        if (!gone && scores.get(i, j) >= 0.5 && sets.find(i) != sets.find(j)) {
          sets.join(sets.find(i), sets.find(j));
        }
      }
    }
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (sets.find(i) == i && !(b < 0 && i == a)) {
        sizes.add(sets.size(i));
      }
    }
    return sizes;
  }

  /** A random tree and a few more pairs. */
  private static PairScores sparse(int count, long seed) {
    Random random = new Random(seed);
    PairScores scores = new PairScores(count);
    for (int i = 1; i < count; i++) {
      scores.set(i, random.nextInt(i), 1);
    }
    for (int extra = random.nextInt(count); extra > 0; extra--) {
      int i = 1 + random.nextInt(count - 1);
      scores.set(i, random.nextInt(i), 0.5);
    }
    return scores;
  }

  private static Set<Integer> component(int count, List<Edge> edges, int member, double least) {
    DisjointSets sets = new DisjointSets(count);
    for (Edge edge : edges) {
      int one = sets.find(edge.a());
      int other = sets.find(edge.b());
      if (edge.score() >= least && one != other) {
        sets.join(one, other);
      }
    }
    Set<Integer> component = new HashSet<>();
    for (int i = 0; i < count; i++) {
      if (sets.find(i) == sets.find(member)) {
        component.add(i);
      }
    }
    return component;
  }

  private static Parts components(int count, int most, List<Edge> edges) {
    Components components = new Components(count, most);
    edges.stream().sorted().forEach(components::add);
    return components.parts();
  }

  private static List<Edge> edges(int count, long seed) {
    Random random = new Random(seed);
    List<Edge> edges = new ArrayList<>();
    double share = random.nextDouble();
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        if (random.nextDouble() < share * share) {
          edges.add(new Edge(i, j, random.nextInt(12) / 12.0));
        }
      }
    }
    return edges;
  }

  /** No two alike. */
  private static List<Edge> distinct(List<Edge> edges) {
    List<Edge> distinct = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      Edge edge = edges.get(i);
      distinct.add(new Edge(edge.a(), edge.b(), edge.score() + i * 1e-6));
    }
    return distinct;
  }

  private static PairScores scores(int count, long seed, int steps) {
    Random random = new Random(seed);
    PairScores scores = new PairScores(count);
    for (int i = 1; i < count; i++) {
      for (int j = 0; j < i; j++) {
        scores.set(i, j, (random.nextInt(2 * steps + 1) - steps) / (double) steps);
      }
    }
    return scores;
  }

  private static PairScores copy(PairScores scores) {
    PairScores copy = new PairScores(scores.count());
    for (int i = 1; i < scores.count(); i++) {
      for (int j = 0; j < i; j++) {
        copy.set(i, j, scores.get(i, j));
      }
    }
    return copy;
  }

  private static Set<Set<Integer>> sets(int[] groups) {
    Map<Integer, Set<Integer>> sets = new HashMap<>();
    for (int i = 0; i < groups.length; i++) {
      sets.computeIfAbsent(groups[i], group -> new HashSet<>()).add(i);
    }
    return sets.values().stream().collect(Collectors.toSet());
  }
}
