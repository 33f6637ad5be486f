package org.voxmatrix.benchmarks.kernel;

import java.util.List;

/** What is measured, each in a JVM of its own. */
enum Subject {
  WIDE_PEAK("FMA peak, widest vectors", FmaPeak.class, "multiplyAdds"),
  WIDE("vector kernel, widest vectors", BlockProduct.class, "kernel"),
  AVX2_PEAK("FMA peak, 256 bit", FmaPeak.class, "multiplyAdds", "-XX:UseAVX=2"),
  AVX2("vector kernel, 256 bit", BlockProduct.class, "kernel", "-XX:UseAVX=2"),
  PLAIN("plain Java kernel", BlockProduct.class, "kernel", "-Dvoxmatrix.kernel=plain"),
  NAIVE("three loops", BlockProduct.class, "naive"),
  COMMONS_MATH3("commons-math3, float64", BlockProduct.class, "commonsMath3"),
  CLOCK("clock", FmaPeak.class, "cycles");

  final String label;
  final String benchmark;
  final List<String> options;

  Subject(String label, Class<?> benchmark, String method, String... options) {
    this.label = label;
    this.benchmark = benchmark.getName() + "." + method;
    this.options = List.of(options);
  }

  /** The peak that limits it. */
  Subject peak() {
    return this == AVX2 || this == AVX2_PEAK ? AVX2_PEAK : WIDE_PEAK;
  }

  boolean isPeak() {
    return peak() == this;
  }
}
