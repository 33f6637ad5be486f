"""Airflow DAG for the nightly watchlist and retention on Spark. Needs apache-airflow-providers-apache-spark.

A run finishes the nights that earlier runs left unfinished, then does the day's. To redo a past
night, run voxmatrix nightly --night DATE. In nightly.conf, recordings, profiles and folder must be
URIs that all nodes can reach; the tables need a catalog in spark-defaults.conf (docs/cluster.md).
"""

import datetime

from airflow import DAG
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

with DAG(
    dag_id="voxmatrix_nightly",
    schedule="0 2 * * *",  # UTC, as nights are
    start_date=datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc),
    catchup=False,
    max_active_runs=1,
):

    def job(name: str, **settings) -> SparkSubmitOperator:
        return SparkSubmitOperator(
            task_id=name,
            application="/opt/voxmatrix/jobs/target/voxmatrix.jar",
            java_class="org.voxmatrix.cli.Main",
            packages="org.apache.iceberg:iceberg-spark-runtime-4.0_2.13:1.11.0",
            application_args=[name, "--conf", "/opt/voxmatrix/conf/nightly.conf"],
            properties_file="/opt/voxmatrix/conf/spark-defaults.conf",
            retries=2,
            retry_delay=datetime.timedelta(minutes=2),
            **settings,
        )

    # Whether the night succeeded or not: delete what is past its retention period.
    job("nightly") >> job("expire", trigger_rule="all_done")
