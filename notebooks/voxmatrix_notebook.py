"""What each notebook begins with: a folder of its own, Spark, and the command line in its JVM."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from pyspark.sql import SparkSession

home = Path(__file__).resolve().parent.parent


def start(name):
    """Makes the folder target/NAME anew and goes there. Gives Spark, and a function for jobs."""
    if SparkSession.getActiveSession():
        SparkSession.getActiveSession().stop()
    folder = home / "notebooks/target" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.chdir(folder)
    os.environ["VOXMATRIX_WAREHOUSE"] = str(folder / "warehouse")
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    jar = home / "jobs/target/voxmatrix.jar"
    if not jar.exists():
        subprocess.run([home / "bin/voxmatrix", "--version"], check=True)  # builds it
    classpath = (home / "jobs/target/spark.classpath").read_text().split(":")
    iceberg = next(jar for jar in classpath if "iceberg-spark-runtime" in jar)
    settings = {
        "spark.jars": f"{jar},{iceberg}",
        "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions,"
        "org.voxmatrix.sql.VoxmatrixExtensions",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        "spark.driver.extraJavaOptions": "--add-modules=jdk.incubator.vector "
        f"-Dvoxmatrix.home={home} -Dlog4j2.configurationFile={home}/conf/log4j2.properties",
        "spark.driver.memory": "3g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    spark = SparkSession.builder.master("local[*]").config(map=settings).getOrCreate()
    log = spark._jvm.org.apache.logging.log4j
    log.core.config.Configurator.setAllLevels("", log.Level.ERROR)

    def voxmatrix(command):
        """Runs a job as bin/voxmatrix does, prints what it prints, and gives the id of its run."""
        words = shlex.split(command)
        arguments = spark.sparkContext._gateway.new_array(spark._jvm.String, len(words))
        for place, word in enumerate(words):
            arguments[place] = word
        out, err = (spark._jvm.java.io.StringWriter() for _ in range(2))
        code = spark._jvm.org.voxmatrix.cli.Main.run(
            spark._jvm.java.io.PrintWriter(out),
            spark._jvm.java.io.PrintWriter(err),
            spark._jvm.System.getenv(),
            arguments,
        )
        if code:
            raise RuntimeError(err.toString().strip().splitlines()[-1])
        lines = out.toString().replace(f"file://{home}/", "").splitlines()
        print("\n".join(line for line in lines if not line.lower().startswith("next")))
        named = [line.split()[1] for line in lines if line.startswith(("run ", "calibration "))]
        return named[0] if named else None

    return spark, voxmatrix
