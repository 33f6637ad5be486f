package org.voxmatrix.cli.terminal;

import org.voxmatrix.error.Counted;
import org.voxmatrix.jobs.compare.CompareForecast;
import org.voxmatrix.jobs.compare.engine.ComparePlan;
import picocli.CommandLine.Model.CommandSpec;

/** What {@code compare --explain} prints. */
public final class ForecastPage {

  private final Summary out;

  public ForecastPage(CommandSpec spec) {
    this.out = new Summary(spec);
  }

  public void print(CompareForecast forecast) {
    ComparePlan plan = forecast.plan();
    int bands = (int) plan.waves().stream().mapToInt(wave -> wave.bandStart()).distinct().count();
    int band = Math.min(plan.bandMembers(), plan.count(plan.broadcastSide()));
    out.line(
            "sets",
            "%,d (A, columns) x %,d (B, rows), %s per voiceprint; %s to score",
            plan.countA(),
            plan.countB(),
            new Counted(plan.dimension(), "value"),
            new Counted(plan.cells(), "pair"))
        .line(
            "blocks",
            "of %,d (A) and %,d (B) voiceprints; set %s stays on the executors in %s",
            forecast.blockSizeA(),
            forecast.blockSizeB(),
            plan.streamedSide(),
            new Counted(forecast.tasks(), "partition"))
        .line(
            "bands",
            "set %s is broadcast in %s of up to %s, %s each",
            plan.broadcastSide(),
            new Counted(bands, "band"),
            new Counted(band, "voiceprint"),
            Summary.bytes((long) band * plan.dimension() * Float.BYTES))
        .line("waves", "%,d, each committed separately", plan.waves().size())
        .line(
            "tasks", "%,d per wave on %s", forecast.tasks(), new Counted(forecast.cores(), "core"))
        .line(
            "memory",
            "sets %s; a band %s, plus a packed copy on each executor; a task %s",
            Summary.bytes(((long) plan.countA() + plan.countB()) * plan.dimension() * Float.BYTES),
            Summary.bytes((long) band * plan.dimension() * Float.BYTES),
            Summary.bytes(plan.taskBytes()))
        .line(
            "matrix",
            plan.matrixBytes() == 0 ? "not written" : "%s to write, %s",
            Summary.bytes(plan.matrixBytes()),
            forecast.freeBytes() == Long.MAX_VALUE
                ? "storage without a known limit"
                : Summary.bytes(forecast.freeBytes()) + " free")
        .line(
            "time",
            "%s of scoring, at %,.0f M pairs per second and core (measured here for half a second);"
                + " plus start-up, writing and commits",
            Summary.seconds(forecast.computing()),
            forecast.pairsPerSecond() / 1e6);
  }
}
