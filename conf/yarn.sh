#!/usr/bin/env bash
# Example: a job on YARN.  conf/yarn.sh extract --manifest hdfs:///calls/manifest.parquet
# The tables need a catalog in conf/spark-defaults.conf; see docs/cluster.md.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)

export HADOOP_CONF_DIR=${HADOOP_CONF_DIR:-/etc/hadoop/conf}
queue=default
executors=10

exec spark-submit --master yarn --deploy-mode cluster --queue "$queue" \
  --properties-file "$home/conf/spark-defaults.conf" \
  --packages org.apache.iceberg:iceberg-spark-runtime-4.0_2.13:1.11.0 \
  --num-executors "$executors" --executor-cores 4 --executor-memory 2g \
  --conf spark.executor.memoryOverhead=1g \
  --driver-memory 4g \
  --class org.voxmatrix.cli.Main "$home/jobs/target/voxmatrix.jar" "$@"
