#!/usr/bin/env bash
# Example: a job on Kubernetes, recordings on S3.
#   conf/k8s.sh extract --manifest s3a://calls/manifest.parquet
# The image is Spark 4.0.1 for Scala 2.13 and Java 17 plus voxmatrix.jar in /opt/voxmatrix, and in
# /opt/spark/jars: Iceberg, hadoop-aws, the AWS SDK's modules and, if the catalog uses a database,
# its driver. See docs/cluster.md for versions.
set -euo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)

cluster=https://kubernetes.example.org:6443
namespace=voxmatrix
image=registry.example.org/voxmatrix:0.1.0
executors=10

exec spark-submit --master "k8s://$cluster" --deploy-mode cluster --name voxmatrix \
  --properties-file "$home/conf/spark-defaults.conf" \
  --conf spark.kubernetes.namespace="$namespace" \
  --conf spark.kubernetes.container.image="$image" \
  --conf spark.kubernetes.authenticate.driver.serviceAccountName=spark \
  --conf spark.executor.instances="$executors" --executor-cores 4 --executor-memory 2g \
  --conf spark.executor.memoryOverhead=1g \
  --driver-memory 4g \
  --class org.voxmatrix.cli.Main local:///opt/voxmatrix/voxmatrix.jar "$@"
