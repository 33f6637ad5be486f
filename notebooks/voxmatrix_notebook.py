"""What each notebook begins with: a folder of its own, Spark, and the command line in its JVM."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from pyspark import SparkContext
from pyspark.sql import SparkSession

home = Path(__file__).resolve().parent.parent


def empty(folder, *but):
    for path in folder.iterdir():
        if path.name in but:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def start(name):
    """Makes the folder target/NAME anew and goes there. Gives Spark, and a function for jobs."""
    if SparkSession.getActiveSession():
        SparkSession.getActiveSession().stop()
    folder = home / "notebooks/target" / name
    folder.mkdir(parents=True, exist_ok=True)
    empty(folder)
    if SparkContext._gateway is None:
        os.chdir(folder)
    elif Path.cwd() != folder:
        # Java stays where it was begun: notebooks that share it share that folder, too.
        empty(Path.cwd(), "warehouse")
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
        # What pays for large tables alone: here it takes longer than the queries.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.adaptive.enabled": "false",
        "spark.driver.extraJavaOptions": "--add-modules=jdk.incubator.vector "
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC "
        f"-Dvoxmatrix.home={home} -Dlog4j2.configurationFile={home}/conf/log4j2.properties",
        "spark.driver.memory": "3g",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    spark = SparkSession.builder.master("local[*]").config(map=settings).getOrCreate()
    log = spark._jvm.org.apache.logging.log4j
    log.core.config.Configurator.setAllLevels("", log.Level.ERROR)

    # Of a Java that an earlier notebook began, too.
    environment = spark._jvm.java.util.HashMap(spark._jvm.System.getenv())
    environment.put("VOXMATRIX_WAREHOUSE", os.environ["VOXMATRIX_WAREHOUSE"])

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
            environment,
            arguments,
        )
        if code:
            raise RuntimeError(err.toString().strip().splitlines()[-1])
        lines = out.toString().replace(f"file://{home}/", "").splitlines()
        print("\n".join(line for line in lines if not line.lower().startswith("next")))
        named = [line.split()[1] for line in lines if line.startswith(("run ", "calibration "))]
        return named[0] if named else None

    return spark, voxmatrix
