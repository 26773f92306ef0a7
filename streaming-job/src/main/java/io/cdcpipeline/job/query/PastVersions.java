package io.cdcpipeline.job.query;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.RelationTimeTravel;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.Filter;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.plans.logical.UnresolvedWith;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Has a statement read tables of versions as they were at a moment: each has the rows that were valid then, in the columns that it
 * has. A table that keeps no versions cannot tell, and is refused.
 */
final class PastVersions {

    private static final String VERSION = "_cdc_from_epoch";

    private final SparkSession session;
    private final AsOf when;

    PastVersions(SparkSession session, AsOf when) {
        this.session = session;
        this.when = when;
    }

    /** @param plan as it was parsed */
    LogicalPlan in(LogicalPlan plan) {
        return plan.transformUpWithSubqueries(new EachPart(this::rewritten));
    }

    private LogicalPlan rewritten(LogicalPlan part) {
        if (part instanceof RelationTimeTravel) {
            throw new IllegalArgumentException(
                    "as-of: VERSION AS OF and TIMESTAMP AS OF read another moment; leave them out");
        }
        if (part instanceof UnresolvedWith with) {
            return new UnresolvedWith(with.child(), named(with.cteRelations()));
        }
        return part instanceof UnresolvedRelation table && isOfLake(table) ? past(table) : part;
    }

    /** What is defined before a statement is no child of it. */
    private Seq<Tuple2<String, SubqueryAlias>> named(Seq<Tuple2<String, SubqueryAlias>> relations) {
        List<Tuple2<String, SubqueryAlias>> all = JavaConverters.seqAsJavaList(relations).stream()
                .map(r -> new Tuple2<>(r._1(), (SubqueryAlias) in(r._2())))
                .toList();
        return JavaConverters.asScalaBuffer(all).toSeq();
    }

    /** What has one name is defined in the statement; points and dead letters are nobody's versions. */
    private static boolean isOfLake(UnresolvedRelation table) {
        List<String> names = JavaConverters.seqAsJavaList(table.multipartIdentifier());
        return names.size() > 1 && !names.get(names.size() - 2).equals("cdc");
    }

    private LogicalPlan past(UnresolvedRelation table) {
        List<String> names = JavaConverters.seqAsJavaList(table.multipartIdentifier());
        String quoted =
                names.stream().map(n -> "`" + n.replace("`", "``") + "`").collect(Collectors.joining("."));
        if (!Set.of(session.table(quoted).columns()).contains(VERSION)) {
            throw new IllegalArgumentException("as-of: table " + String.join(".", names)
                    + " keeps no versions, so that it cannot tell what it was; only tables with mode: History can. --at-point reads"
                    + " all tables as they were at a recent place");
        }
        try {
            return new Filter(session.sessionState().sqlParser().parseExpression(when.valid(epoch(quoted))), table);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private long epoch(String table) {
        String sql = when.epoch(table);
        Row last = sql == null ? null : session.sql(sql).first();
        return last == null || last.isNullAt(0) ? 0 : last.getLong(0);
    }
}
