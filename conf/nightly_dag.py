"""Airflow DAG of a watch-list night on a Spark cluster. Needs apache-airflow-providers-apache-spark.

A run for a past date does that night again, with the recordings that it had.
"""

import datetime

from airflow import DAG
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

with DAG(
    dag_id="voxmatrix_nightly",
    schedule="0 2 * * *",
    start_date=datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc),
    catchup=False,
    max_active_runs=1,
):
    SparkSubmitOperator(
        task_id="nightly",
        application="/opt/voxmatrix/jobs/target/voxmatrix.jar",
        java_class="org.voxmatrix.cli.Main",
        # The interval that ends now begins the day before; the night is the day of the run.
        application_args=[
            "nightly",
            "--conf",
            "/opt/voxmatrix/conf/nightly.conf",
            "--night",
            "{{ data_interval_end | ds }}",
        ],
        properties_file="/opt/voxmatrix/conf/spark-defaults.conf",
        retries=2,
        retry_delay=datetime.timedelta(minutes=2),
    )
