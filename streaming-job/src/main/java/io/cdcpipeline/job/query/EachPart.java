package io.cdcpipeline.job.query;

import java.util.function.UnaryOperator;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/** What becomes of each part of a plan, in the form in which Spark asks for it. */
final class EachPart extends scala.runtime.AbstractPartialFunction<LogicalPlan, LogicalPlan> {

    private final transient UnaryOperator<LogicalPlan> becomes;

    EachPart(UnaryOperator<LogicalPlan> becomes) {
        this.becomes = becomes;
    }

    @Override
    public boolean isDefinedAt(LogicalPlan plan) {
        return true;
    }

    @Override
    public <A extends LogicalPlan, B> B applyOrElse(A plan, scala.Function1<A, B> otherwise) {
        @SuppressWarnings("unchecked")
        B now = (B) becomes.apply(plan);
        return now;
    }
}
