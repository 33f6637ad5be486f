package org.voxmatrix.error;

/**
 * A number of things, for people: {@code 1 run}, {@code 2,000 runs}.
 *
 * @param thing one of them; its plural takes an s
 */
public record Counted(long count, String thing) {

  @Override
  public String toString() {
    return "%,d %s%s".formatted(count, thing, count == 1 ? "" : "s");
  }
}
