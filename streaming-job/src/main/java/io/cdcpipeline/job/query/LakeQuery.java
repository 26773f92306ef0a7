package io.cdcpipeline.job.query;

import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoStatement;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.JavaConverters;

/** Runs statements that only read, over the lake's tables by their names. */
public final class LakeQuery {

    /** Statements that Spark calls commands, and that change nothing. */
    private static final Set<String> READING = Set.of(
            "ShowTables",
            "ShowNamespaces",
            "ShowColumns",
            "ShowTableProperties",
            "DescribeRelation",
            "DescribeColumn",
            "DescribeDeltaHistory",
            "DescribeDeltaDetailCommand",
            "ExplainCommand");

    private final SparkSession session;

    /**
     * @param root the lake's root
     * @param layout see {@link io.cdcpipeline.contract.Lake}
     * @param deadLetters the dead-letter table's path, which shows as {@code cdc.dead_letters}; null to leave it out
     */
    public LakeQuery(SparkSession parent, String root, String layout, String deadLetters) {
        session = parent.newSession();
        String catalog = "spark.sql.catalog." + LakeCatalog.NAME;
        session.conf().set(catalog, LakeCatalog.class.getName());
        session.conf().set(catalog + ".root", root);
        session.conf().set(catalog + ".layout", layout);
        if (deadLetters != null) {
            session.conf().set(catalog + ".deadLetters", deadLetters);
        }
        session.conf().set("spark.sql.defaultCatalog", LakeCatalog.NAME);
        session.conf().set("spark.sql.session.timeZone", "UTC");
        session.conf().set("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED");
    }

    /** @throws UnsupportedOperationException when the statement would change something */
    public Dataset<Row> run(String sql) throws Exception {
        LogicalPlan plan = session.sessionState().sqlParser().parsePlan(sql);
        for (LogicalPlan part : JavaConverters.seqAsJavaList(plan.collectWithSubqueries(new Whole()))) {
            if (changes(part)) {
                throw new UnsupportedOperationException(
                        "The lake belongs to the pipeline: this only reads. Change the source instead.");
            }
        }
        return session.sql(sql);
    }

    private static boolean changes(LogicalPlan part) {
        return part instanceof InsertIntoStatement
                || part instanceof Command && !READING.contains(part.getClass().getSimpleName());
    }

    private static final class Whole extends scala.runtime.AbstractPartialFunction<LogicalPlan, LogicalPlan> {

        @Override
        public boolean isDefinedAt(LogicalPlan plan) {
            return true;
        }

        @Override
        public <A extends LogicalPlan, B> B applyOrElse(A plan, scala.Function1<A, B> otherwise) {
            @SuppressWarnings("unchecked")
            B same = (B) plan;
            return same;
        }
    }
}
