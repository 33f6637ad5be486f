package org.voxmatrix.sql;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.ApplyFunctionExpression;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.aggregate.V2Aggregator;
import org.apache.spark.sql.connector.catalog.functions.AggregateFunction;
import org.apache.spark.sql.connector.catalog.functions.BoundFunction;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;

/**
 * A function of the DataSource V2 interface, made known to a session by name alone: no catalog to
 * configure, and the same on every Spark since 3.5.
 */
abstract class SqlFunction implements UnboundFunction {

  private final String name;
  private final String usage;
  private final String examples;

  /**
   * @param usage one paragraph; {@code _FUNC_} stands for the name
   * @param examples statements and their results, a line each
   */
  SqlFunction(String name, String usage, String examples) {
    this.name = name;
    this.usage = usage;
    this.examples = examples;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return usage.replace("_FUNC_", name);
  }

  /** What {@code SparkSessionExtensions.injectFunction} takes. */
  Tuple3<FunctionIdentifier, ExpressionInfo, Function1<Seq<Expression>, Expression>>
      registration() {
    ExpressionInfo info =
        new ExpressionInfo(
            getClass().getName(),
            null,
            name,
            usage,
            "",
            "\n    Examples:\n" + examples.indent(6) + "  ",
            "",
            "",
            "",
            "",
            "java_udf");
    return new Tuple3<>(new FunctionIdentifier(name), info, this::expression);
  }

  /** The types of a call's arguments. */
  static List<DataType> dataTypes(StructType arguments) {
    return Arrays.stream(arguments.fields()).map(StructField::dataType).toList();
  }

  /** Those types as an error message has them. */
  static String sql(List<DataType> types) {
    return types.stream().map(DataType::sql).collect(Collectors.joining(", ", "(", ")"));
  }

  private Expression expression(Seq<Expression> arguments) {
    StructType types = new StructType();
    for (int i = 0; i < arguments.length(); i++) {
      types = types.add("argument_" + (i + 1), arguments.apply(i).dataType());
    }
    BoundFunction bound;
    try {
      bound = bind(types);
    } catch (UnsupportedOperationException e) {
      throw unchecked(QueryCompilationErrors.functionCannotProcessInputError(this, arguments, e));
    }
    if (bound instanceof AggregateFunction<?, ?> aggregate) {
      return new V2Aggregator<>(aggregate, arguments, 0, 0);
    }
    return new ApplyFunctionExpression((ScalarFunction<?>) bound, arguments);
  }

  /** Spark's analysis errors are checked exceptions, which a Scala function does not declare. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException unchecked(Throwable error) throws E {
    throw (E) error;
  }
}
