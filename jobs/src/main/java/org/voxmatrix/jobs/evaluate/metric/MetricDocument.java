package org.voxmatrix.jobs.evaluate.metric;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/** Metrics as JSON: those of all trials, then for each condition its own. */
public final class MetricDocument {

  private MetricDocument() {}

  /** Adds {@code metrics} and {@code conditions} to a document. */
  public static void add(ObjectNode document, List<MeasuredMetric> metrics) {
    ArrayNode ofAll = document.putArray("metrics");
    ArrayNode conditions = document.putArray("conditions");
    MeasuredMetric last = null;
    ArrayNode ofCondition = null;
    for (MeasuredMetric metric : metrics) {
      if (metric.isOfAll()) {
        add(ofAll, metric);
        continue;
      }
      if (last == null
          || !last.condition().equals(metric.condition())
          || !Objects.equals(last.conditionBy(), metric.conditionBy())) {
        ObjectNode condition =
            conditions
                .addObject()
                .put("by", metric.conditionBy())
                .put("condition", metric.condition())
                .put("targets", metric.targets())
                .put("non_targets", metric.nonTargets())
                .put("speakers", metric.speakers());
        ofCondition = condition.putArray("metrics");
      }
      add(ofCondition, metric);
      last = metric;
    }
  }

  private static void add(ArrayNode metrics, MeasuredMetric metric) {
    ObjectNode node = metrics.addObject().put("metric", metric.metric().word());
    if (metric.parameter() != null) {
      node.put("parameter", metric.parameter());
    }
    node.put("value", metric.value()).put("low", metric.low()).put("high", metric.high());
    node.put("method", metric.method() == null ? null : metric.method().word());
  }
}
