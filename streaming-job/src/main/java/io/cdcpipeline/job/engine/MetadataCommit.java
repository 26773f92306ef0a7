package io.cdcpipeline.job.engine;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.immutable.Map$;

/** A commit on that version that changes what a table says of itself, and no file. */
record MetadataCommit(SparkSession session, Snapshot now) {

    Map<String, String> properties() {
        return Map.copyOf(JavaConverters.mapAsJavaMap(now.metadata().configuration()));
    }

    /** Other columns: fields that have the same physical name are the same. */
    void columns(StructType wanted) {
        var fields = JavaConverters.asScalaBuffer(List.of(wanted.fields())).toSeq();
        make(wanted, properties(), new DeltaOperations.ReplaceColumns(fields));
    }

    /** Others than it has, all of them. */
    void properties(Map<String, String> wanted) {
        if (wanted.equals(properties())) {
            return;
        }
        make(now.schema(), wanted, new DeltaOperations.SetTableProperties(scala(wanted)));
    }

    /** Until it is settled the next time. Somebody else's stays. */
    void pauseFeed() {
        properties(TableSettling.withoutFeed(properties()));
    }

    private void make(StructType columns, Map<String, String> properties, DeltaOperations.Operation operation) {
        Metadata metadata = now.metadata();
        session.withActive(() -> {
            OptimisticTransaction transaction = now.deltaLog().startTransaction(Option.empty(), Option.apply(now));
            transaction.updateMetadata(
                    metadata.copy(
                            metadata.id(),
                            metadata.name(),
                            metadata.description(),
                            metadata.format(),
                            columns.json(),
                            metadata.partitionColumns(),
                            scala(properties),
                            metadata.createdTime()),
                    false);
            var none = JavaConverters.asScalaBuffer(List.<Action>of()).toSeq();
            return transaction.commit(none, operation);
        });
    }

    private static scala.collection.immutable.Map<String, String> scala(Map<String, String> properties) {
        scala.collection.immutable.Map<String, String> all = Map$.MODULE$.empty();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            all = all.updated(property.getKey(), property.getValue());
        }
        return all;
    }
}
