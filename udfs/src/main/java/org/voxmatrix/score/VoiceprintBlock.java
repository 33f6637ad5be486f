package org.voxmatrix.score;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Neighbouring members of a set, in matrix order: their ids, their embeddings decoded once, and
 * measures of their recordings' quality if these are asked for.
 */
public final class VoiceprintBlock implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int start;
  private final String[] ids;
  private final int dimension;
  private final float[] embeddings;
  private final double[] qualities;
  private final Normalization normalization;
  private final double[] shares;

  /**
   * A block that owns its arrays.
   *
   * @param start index of the first member in its set
   * @param ids at least one
   * @param embeddings row-major, {@code ids.length} x {@code dimension}
   */
  public VoiceprintBlock(int start, String[] ids, int dimension, float[] embeddings) {
    this(start, ids, dimension, embeddings, new double[0]);
  }

  /**
   * As above, with measures of quality.
   *
   * @param qualities row-major, the same number for each member; may be none
   */
  public VoiceprintBlock(
      int start, String[] ids, int dimension, float[] embeddings, double[] qualities) {
    this(start, ids, dimension, embeddings, qualities, null, null);
  }

  private VoiceprintBlock(
      int start,
      String[] ids,
      int dimension,
      float[] embeddings,
      double[] qualities,
      Normalization normalization,
      double[] shares) {
    if (ids.length == 0 || embeddings.length != (long) ids.length * dimension) {
      throw new IllegalArgumentException(
          ids.length + " ids do not fit " + embeddings.length + " values of " + dimension);
    }
    if (qualities.length % ids.length != 0) {
      throw new IllegalArgumentException(ids.length + " ids do not fit " + qualities.length);
    }
    this.start = start;
    this.ids = ids;
    this.dimension = dimension;
    this.embeddings = embeddings;
    this.qualities = qualities;
    this.normalization = normalization;
    this.shares = shares;
  }

  /** The same members with scores that are normalized. */
  public VoiceprintBlock by(Normalization ofMembers) {
    return new VoiceprintBlock(start, ids, dimension, embeddings, qualities, ofMembers, shares);
  }

  /**
   * The same members, each of which adds its share to its scores, after their normalization.
   *
   * @param ofMembers one for each member
   */
  public VoiceprintBlock adding(double[] ofMembers) {
    return new VoiceprintBlock(
        start, ids, dimension, embeddings, qualities, normalization, ofMembers);
  }

  /** What normalizes the members' scores, by their places in this block; null for nothing. */
  public Normalization normalization() {
    return normalization;
  }

  /** What a member adds to its scores. */
  double share(int member) {
    return shares == null ? 0 : shares[member];
  }

  /** Whether scores are those of the backend, neither normalized nor added to. */
  boolean isPlain() {
    return normalization == null && shares == null;
  }

  /** Measures of quality, row-major, not a copy; empty for none. */
  public double[] qualities() {
    return qualities;
  }

  /** Index of the first member in its set. */
  public int start() {
    return start;
  }

  /** Index after the last member. */
  public int end() {
    return start + ids.length;
  }

  public int count() {
    return ids.length;
  }

  /** Values of one embedding. */
  public int dimension() {
    return dimension;
  }

  /** Ids of all members. */
  public String[] ids() {
    return ids.clone();
  }

  /** Id of member {@code i} of this block, from 0. */
  public String id(int i) {
    return ids[i];
  }

  /** The embeddings themselves, not a copy. */
  public float[] embeddings() {
    return embeddings;
  }

  /** The members that are among {@code from} to {@code to}, indexes in the set. */
  public VoiceprintBlock slice(int from, int to) {
    int first = Math.max(0, from - start);
    int last = Math.min(ids.length, to - start);
    if (first == 0 && last == ids.length) {
      return this;
    }
    return new VoiceprintBlock(
        start + first,
        Arrays.copyOfRange(ids, first, last),
        dimension,
        Arrays.copyOfRange(embeddings, first * dimension, last * dimension),
        Arrays.copyOfRange(qualities, first * measures(), last * measures()),
        normalization == null ? null : normalization.slice(first, last),
        shares == null ? null : Arrays.copyOfRange(shares, first, last));
  }

  private int measures() {
    return qualities.length / ids.length;
  }

  /** One block of neighbouring ones, in order, as they were read. */
  public static VoiceprintBlock join(List<VoiceprintBlock> parts) {
    VoiceprintBlock first = parts.get(0);
    if (parts.size() == 1) {
      return first;
    }
    int count = parts.stream().mapToInt(VoiceprintBlock::count).sum();
    String[] ids = new String[count];
    float[] embeddings = new float[count * first.dimension];
    double[] qualities = new double[count * first.measures()];
    int member = 0;
    for (VoiceprintBlock part : parts) {
      System.arraycopy(
          part.qualities, 0, qualities, member * first.measures(), part.qualities.length);
      System.arraycopy(part.ids, 0, ids, member, part.count());
      int at = member * first.dimension;
      System.arraycopy(part.embeddings, 0, embeddings, at, part.embeddings.length);
      member += part.count();
    }
    return new VoiceprintBlock(first.start, ids, first.dimension, embeddings, qualities);
  }
}
