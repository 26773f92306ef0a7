package io.cdcpipeline.job.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.spark.internal.io.SparkHadoopWriterUtils;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.ProjectingInternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.delta.ColumnWithDefaultExprUtils$;
import org.apache.spark.sql.delta.DeltaColumnMappingMode;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.IcebergCompat$;
import org.apache.spark.sql.delta.NoMapping$;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.actions.Protocol;
import org.apache.spark.sql.delta.constraints.Constraints$;
import org.apache.spark.sql.delta.files.DelayedCommitProtocol;
import org.apache.spark.sql.delta.files.TransactionalWrite$;
import org.apache.spark.sql.delta.hooks.AutoCompact;
import org.apache.spark.sql.delta.stats.DeltaFileStatistics;
import org.apache.spark.sql.execution.datasources.DataSourceUtils;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.SingleDirectoryDataWriter;
import org.apache.spark.sql.execution.datasources.WriteJobDescription;
import org.apache.spark.sql.execution.datasources.WriteJobStatsTracker;
import org.apache.spark.sql.execution.datasources.WriteTaskResult;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.Metadata$;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Map$;

/**
 * Rows of a table into a file without a Spark job: this thread does what {@code OptimisticTransaction.writeFiles} has done before,
 * in and after its job, by the same parts of Spark and Delta. What does not change from commit to commit is made once, for as
 * long as the table's log says the same of the table. Not thread-safe.
 */
final class DirectWrite {

    private final Table table;
    private final WriteJobDescription description;
    private final ProjectingInternalRow columns;

    /** @param layout of the rows that are given, with the table's columns among others */
    private record Table(Metadata metadata, Protocol protocol, StructType layout) {

        static Table of(Snapshot snapshot, StructType layout) {
            return new Table(snapshot.metadata(), snapshot.protocol(), layout);
        }
    }

    private DirectWrite(Table table, WriteJobDescription description) {
        this.table = table;
        this.description = description;
        this.columns = projection(table);
    }

    /** Whether Delta's own write would do nothing but write the rows. */
    static boolean suffices(Snapshot snapshot, SparkSession session) {
        Metadata metadata = snapshot.metadata();
        SQLConf conf = session.sessionState().conf();
        return Constraints$.MODULE$.getAll(metadata, session).isEmpty()
                && !ColumnWithDefaultExprUtils$.MODULE$.tableHasDefaultExpr(snapshot.protocol(), metadata, false)
                && !IcebergCompat$.MODULE$.isAnyEnabled(metadata)
                && !TransactionalWrite$.MODULE$.shouldOptimizeWrite(metadata, conf)
                && AutoCompact.getAutoCompactType(conf, metadata).isEmpty();
    }

    /** @param layout of rows; its columns have the types of the table's of these names */
    static DirectWrite prepare(OptimisticTransaction transaction, SparkSession session, StructType layout)
            throws IOException {
        Snapshot snapshot = transaction.snapshot();
        Seq<Attribute> columns = columns(transaction);
        Job job = job(snapshot, session);
        OutputWriterFactory factory = factory(snapshot, session, job, DataTypeUtils.fromAttributes(columns));
        SQLConf conf = session.sessionState().conf();
        WriteJobDescription description = new WriteJobDescription(
                UUID.randomUUID().toString(),
                new SerializableConfiguration(job.getConfiguration()),
                factory,
                columns,
                columns,
                seq(List.of()),
                Option.empty(),
                snapshot.deltaLog().dataPath().toString(),
                Map$.MODULE$.empty(),
                conf.maxRecordsPerFile(),
                conf.sessionLocalTimeZone(),
                seq(statistics(transaction, session, columns)));
        return new DirectWrite(Table.of(snapshot, layout), description);
    }

    /** As Spark names and types them in the file. */
    private static Seq<Attribute> columns(OptimisticTransaction transaction) {
        Metadata metadata = transaction.snapshot().metadata();
        StructType plain = new StructType(Stream.of(metadata.schema().fields())
                .map(f -> new StructField(f.name(), f.dataType(), true, Metadata$.MODULE$.empty()))
                .toArray(StructField[]::new));
        Seq<Attribute> columns = transaction.makeOutputNullable(
                seq(new ArrayList<Attribute>(JavaConverters.seqAsJavaList(DataTypeUtils.toAttributes(plain)))));
        DeltaColumnMappingMode mapping = metadata.columnMappingMode();
        return mapping.equals(NoMapping$.MODULE$) ? columns : transaction.mapColumnAttributes(columns, mapping);
    }

    private static Job job(Snapshot snapshot, SparkSession session) throws IOException {
        DeltaLog log = snapshot.deltaLog();
        Job job = Job.getInstance(session.sessionState()
                .newHadoopConfWithOptions(snapshot.metadata().configuration().$plus$plus(log.options())));
        job.setOutputKeyClass(Void.class);
        job.setOutputValueClass(InternalRow.class);
        FileOutputFormat.setOutputPath(job, log.dataPath());
        return job;
    }

    private static OutputWriterFactory factory(Snapshot snapshot, SparkSession session, Job job, StructType schema) {
        FileFormat format = snapshot.deltaLog().fileFormat(snapshot.protocol(), snapshot.metadata());
        DataSourceUtils.verifySchema(format, schema);
        DataSourceUtils.checkFieldNames(format, schema);
        return format.prepareWrite(session, job, Map$.MODULE$.empty(), schema);
    }

    private static List<WriteJobStatsTracker> statistics(
            OptimisticTransaction transaction, SparkSession session, Seq<Attribute> columns) {
        DeltaLog log = transaction.snapshot().deltaLog();
        Path root = log.dataPath();
        var wanted = transaction
                .getOptionalStatsTrackerAndStatsCollection(columns, root, new StructType(), session.emptyDataFrame())
                ._1();
        Configuration conf = log.newDeltaHadoopConf();
        return wanted.isEmpty() ? List.of() : List.of(new FileStatistics(wanted.get(), root, conf));
    }

    private static ProjectingInternalRow projection(Table table) {
        List<Object> ordinals = new ArrayList<>();
        for (String column : table.metadata().schema().fieldNames()) {
            ordinals.add(table.layout().fieldIndex(column));
        }
        return ProjectingInternalRow.apply(table.metadata().schema(), seq(ordinals));
    }

    /** Whether that is what it was made for. */
    boolean isFor(Snapshot snapshot, StructType layout) {
        return table.equals(Table.of(snapshot, layout));
    }

    /** Writes a file, which does no harm should nobody commit it; several where the session allows but so many rows in one. */
    List<FileAction> write(OptimisticTransaction transaction, List<InternalRow> rows) throws IOException {
        DelayedCommitProtocol files =
                transaction.getCommitter(transaction.snapshot().deltaLog().dataPath());
        TaskAttemptContext task = task(description.serializableHadoopConf().value());
        files.setupTask(task);
        SingleDirectoryDataWriter writer =
                new SingleDirectoryDataWriter(description, task, files, Map$.MODULE$.empty());
        WriteTaskResult written;
        boolean done = false;
        try {
            for (InternalRow row : rows) {
                columns.project(row);
                writer.write(columns);
            }
            written = writer.commit();
            done = true;
        } finally {
            if (!done) {
                writer.abort();
            }
        }
        files.commitJob(task, seq(List.of(written.commitMsg())));
        transaction.hasWritten_$eq(true);
        return actions(files, written);
    }

    private static TaskAttemptContext task(Configuration conf) {
        JobID job = SparkHadoopWriterUtils.createJobID(new Date(), 0);
        TaskID task = new TaskID(job, TaskType.MAP, 0);
        TaskAttemptID attempt = new TaskAttemptID(task, 0);
        conf.set("mapreduce.job.id", job.toString());
        conf.set("mapreduce.task.id", task.toString());
        conf.set("mapreduce.task.attempt.id", attempt.toString());
        conf.setBoolean("mapreduce.task.ismap", true);
        conf.setInt("mapreduce.task.partition", 0);
        return new TaskAttemptContextImpl(conf, attempt);
    }

    private static List<FileAction> actions(DelayedCommitProtocol files, WriteTaskResult written) {
        var trackers = JavaConverters.seqAsJavaList(written.summary().stats());
        List<FileAction> actions = new ArrayList<>();
        for (AddFile file : JavaConverters.seqAsJavaList(files.addedStatuses())) {
            actions.add(
                    trackers.isEmpty()
                            ? file
                            : with(
                                    file,
                                    ((DeltaFileStatistics) trackers.get(0))
                                            .stats()
                                            .apply(file.toPath().getName())));
        }
        return actions;
    }

    private static AddFile with(AddFile file, String statistics) {
        return file.copy(
                file.path(),
                file.partitionValues(),
                file.size(),
                file.modificationTime(),
                file.dataChange(),
                statistics,
                file.tags(),
                file.deletionVector(),
                file.baseRowId(),
                file.defaultRowCommitVersion(),
                file.clusteringProvider());
    }

    private static <T> Seq<T> seq(List<T> list) {
        return JavaConverters.asScalaBuffer(list).toSeq();
    }
}
