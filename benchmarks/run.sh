#!/usr/bin/env bash
# Builds the project and runs a benchmark; results go to standard output. run.sh alone lists them.
#
#   VOXMATRIX_MAVEN_OPTS    options for Maven, for example "-Dmaven.repo.local=/tmp/m2"
set -euo pipefail

home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
case ${1:-} in
extraction) main=org.voxmatrix.benchmarks.ExtractionBenchmark ;;
kernel) main=org.voxmatrix.benchmarks.kernel.KernelBenchmark ;;
block-sizes) main=org.voxmatrix.benchmarks.kernel.BlockSizes ;;
scoring) main=org.voxmatrix.benchmarks.scoring.ScoringBenchmark heap=-Xmx4g ;;
comparison) main=org.voxmatrix.benchmarks.scoring.OneComparison heap=-Xmx4g ;;
evaluation) main=org.voxmatrix.benchmarks.scoring.EvaluationBenchmark heap=-Xmx4g ;;
passphrases) main=org.voxmatrix.benchmarks.phrase.PassphraseBenchmark ;;
*)
  echo "usage: run.sh extraction|kernel|block-sizes|scoring [rounds]" >&2
  echo "       run.sh comparison FOLDER threshold|top-k|both|self|matrix A B DIMENSION [rounds]" >&2
  echo "       run.sh evaluation FOLDER MEMBERS COHORT random|default|campplus [rounds]" >&2
  echo "       run.sh passphrases FOLDER-OF-phrases.py SPEECH-PACK [recordings of each corpus]" >&2
  exit 1
  ;;
esac
shift

# shellcheck disable=SC2086
(cd "$home" && mvn -q -B -DskipTests -Dspotless.check.skip=true ${VOXMATRIX_MAVEN_OPTS:-} \
  -pl benchmarks -am package >&2)

options=("${heap:--Xmx2g}" --add-modules=jdk.incubator.vector -XX:+IgnoreUnrecognizedVMOptions -Djdk.reflect.useDirectMethodHandle=false)
# What Spark's own launcher adds.
for package in java.base/java.{lang,lang.invoke,lang.reflect,io,net,nio,util,util.concurrent,util.concurrent.atomic} \
  java.base/{jdk.internal.ref,sun.nio.ch,sun.nio.cs,sun.security.action,sun.util.calendar}; do
  options+=("--add-opens=$package=ALL-UNNAMED")
done

cd "$home"
exec java "${options[@]}" -Dlog4j2.configurationFile="file:$home/conf/log4j2.properties" \
  -cp "benchmarks/target/test-classes:$(<benchmarks/target/benchmarks.classpath)" "$main" "$@"
