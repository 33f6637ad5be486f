package org.voxmatrix.jobs.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.ApplyFunctionExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/**
 * The SQL functions {@code run_states()}, {@code task_states()} and {@code operation_states()}:
 * tables of the states that {@code status} derives from the plan, the finished waves and the
 * leases. Spark finds this class by itself when it is on the class path.
 */
public final class StateFunctions extends AbstractFunction1<SparkSessionExtensions, BoxedUnit>
    implements SparkSessionExtensionsProvider {

  private static final List<String> NAMES =
      List.of("run_states", "task_states", "operation_states");

  @Override
  public BoxedUnit apply(SparkSessionExtensions extensions) {
    extensions.injectFunction(
        new Tuple3<>(
            new FunctionIdentifier(ProcessEnded.NAME),
            new ExpressionInfo(ProcessEnded.class.getName(), ProcessEnded.NAME),
            arguments -> new ApplyFunctionExpression(new ProcessEnded(), arguments)));
    for (String name : NAMES) {
      Function1<Seq<Expression>, LogicalPlan> query = arguments -> query(name);
      extensions.injectTableFunction(
          new Tuple3<>(
              new FunctionIdentifier(name), new ExpressionInfo(getClass().getName(), name), query));
    }
    return BoxedUnit.UNIT;
  }

  private static LogicalPlan query(String name) {
    try (InputStream text = StateFunctions.class.getResourceAsStream(name + ".sql")) {
      String query = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      return new CatalystSqlParser().parsePlan(query);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
