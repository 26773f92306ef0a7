package io.cdcpipeline.job.engine;

import io.cdcpipeline.contract.DeltaSettings;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import org.apache.spark.sql.delta.commands.AlterTableClusterByDeltaCommand;
import org.apache.spark.sql.delta.skipping.clustering.ClusteredTableUtils$;
import org.apache.spark.sql.delta.skipping.clustering.ClusteringColumnInfo$;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Map$;

/**
 * By which columns Delta puts a table's rows together when it writes files anew (liquid clustering). Only writers have to know of
 * it. Not thread-safe.
 */
record Clustering(SparkSession session, Snapshot now) {

    List<String> columns() {
        return ClusteredTableUtils$.MODULE$.isSupported(now.protocol())
                ? JavaConverters.seqAsJavaList(ClusteringColumnInfo$.MODULE$.extractLogicalNames(now))
                : List.of();
    }

    /** Those that the table is to have. Where the manifest has never said any, somebody else's stay. */
    List<String> wanted(DeltaSettings settings) {
        boolean said = !settings.cluster().isEmpty()
                || TableSettling.hasClustered(new MetadataCommit(session, now).properties());
        return said ? TableSettling.present(settings.cluster(), now.schema()) : columns();
    }

    /** Those that are left when the table has these columns: Delta knows them by what they are called in files. */
    List<String> left(StructType wanted) {
        return columns().stream().filter(name -> isSame(name, wanted)).toList();
    }

    private boolean isSame(String name, StructType wanted) {
        return Stream.of(wanted.fields())
                .filter(f -> f.name().equals(name))
                .map(StructField::dataType)
                .anyMatch(now.schema().apply(name).dataType()::equals);
    }

    /** In one commit that changes no file, where it changes anything. */
    void become(List<String> wanted) {
        if (wanted.equals(columns())) {
            return;
        }
        Path path = now.deltaLog().dataPath();
        DeltaTableV2 table =
                new DeltaTableV2(session, path, Option.empty(), Option.empty(), Option.empty(), Map$.MODULE$.empty());
        session.withActive(() -> new AlterTableClusterByDeltaCommand(
                        table,
                        seq(wanted.stream().map(name -> seq(List.of(name))).toList()))
                .run(session));
    }

    private static <T> Seq<T> seq(List<T> list) {
        return JavaConverters.asScalaBuffer(list).toSeq();
    }
}
