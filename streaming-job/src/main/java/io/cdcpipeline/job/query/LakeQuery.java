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

    private static final String CATALOG = "spark.sql.catalog." + LakeCatalog.NAME;

    private final LakeFolders lake;
    private final SparkSession newest;

    public LakeQuery(SparkSession parent, LakeFolders lake) {
        this.lake = lake;
        this.newest = session(parent);
    }

    private SparkSession session(SparkSession parent) {
        SparkSession session = parent.newSession();
        session.conf().set(CATALOG, LakeCatalog.class.getName());
        session.conf().set(CATALOG + ".root", lake.root());
        session.conf().set(CATALOG + ".layout", lake.layout());
        if (lake.deadLetters() != null) {
            session.conf().set(CATALOG + ".deadLetters", lake.deadLetters());
        }
        if (lake.points() != null) {
            session.conf().set(CATALOG + ".points", lake.points());
        }
        session.conf().set("spark.sql.defaultCatalog", LakeCatalog.NAME);
        session.conf().set("spark.sql.session.timeZone", "UTC");
        session.conf().set("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED");
        return session;
    }

    /** All tables as they were at one point. @param when see {@link PointVersions#read} */
    private SparkSession at(String when) {
        PointVersions versions = PointVersions.read(newest, lake.points(), when);
        // Of its own: a session reads its catalog's options once, with the first statement.
        SparkSession session = session(newest);
        session.conf().set(CATALOG + "." + LakeCatalog.VERSIONS, versions.toJson());
        return session;
    }

    /**
     * @param when see {@link Moment#parse}; null for the newest version of each table
     * @throws UnsupportedOperationException when the statement would change something
     */
    public Dataset<Row> run(String sql, String when) throws Exception {
        Moment moment = Moment.parse(when);
        SparkSession session = moment instanceof Moment.AtPoint point ? at(point.when()) : newest;
        LogicalPlan plan = session.sessionState().sqlParser().parsePlan(sql);
        for (LogicalPlan part : JavaConverters.seqAsJavaList(plan.collectWithSubqueries(new EachPart(part -> part)))) {
            if (changes(part)) {
                throw new UnsupportedOperationException(
                        "The lake belongs to the pipeline: this only reads. Change the source instead.");
            }
        }
        return moment instanceof Moment.Past past
                ? Dataset.ofRows(session, new PastVersions(session, past.when()).in(plan))
                : session.sql(sql);
    }

    private static boolean changes(LogicalPlan part) {
        return part instanceof InsertIntoStatement
                || part instanceof Command && !READING.contains(part.getClass().getSimpleName());
    }
}
