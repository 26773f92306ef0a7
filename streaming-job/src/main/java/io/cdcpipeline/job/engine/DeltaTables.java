package io.cdcpipeline.job.engine;

import static org.apache.spark.sql.functions.col;

import io.cdcpipeline.contract.DeltaSettings;
import io.cdcpipeline.job.schema.Column;
import io.cdcpipeline.job.schema.ColumnNumber;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.Initial;
import io.cdcpipeline.job.schema.RowShape;
import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import scala.Option;
import scala.collection.JavaConverters;

/** Delta tables by path: what is there, creating, changing columns. */
final class DeltaTables {

    /** Characters that Parquet's own rules forbid in a name: such a column needs a mapping. */
    private static final String FORBIDDEN = " ,;{}()\n\t=";

    private static final String MAPPING = "delta.columnMapping.mode";

    private final SparkSession session;

    DeltaTables(SparkSession session) {
        this.session = session;
    }

    /** @throws DamagedLogException when the newest commit's file holds a part of it only */
    Optional<TableView> open(String path) {
        NewestCommit.check(session, path);
        Snapshot snapshot = snapshot(path);
        return snapshot.version() < 0 ? Optional.empty() : Optional.of(view(path, snapshot));
    }

    private TableView view(String path) {
        return view(path, snapshot(path));
    }

    TableHistory history(String path, Predicate<String> ours) {
        DeltaLog log = DeltaLog.forTable(session, path);
        return new LogWalk(log, ours).from(log.unsafeVolatileSnapshot().version());
    }

    /**
     * Our last commit, and what it says of itself. Somebody else may have made another one after it: the version is that of ours,
     * so that the next commit, whose base it is, notices.
     *
     * @param base of the commit
     */
    TableWriter.Committed committed(String path, long base) {
        Snapshot snapshot = snapshot(path);
        DeltaLog log = snapshot.deltaLog();
        Optional<CommitFile> commit = CommitFile.read(log, snapshot.version());
        while (commit.isPresent()
                && (commit.get().isOptimize() || commit.get().metadata().isEmpty())) {
            commit = CommitFile.read(log, commit.get().version() - 1);
        }
        long version = commit.map(CommitFile::version).orElse(snapshot.version());
        return new TableWriter.Committed(
                version,
                commit.map(CommitFile::inserted).orElse(-1L),
                commit.flatMap(CommitFile::metadata),
                base == TableCommit.ANY ? Optional.empty() : LogWalk.foreignSince(log, base, version - 1));
    }

    /** @throws ForeignCommitException when somebody else has changed rows since that version */
    void refuseForeign(String path, long base) {
        if (base != TableCommit.ANY) {
            refuseForeign(snapshot(path), base, path);
        }
    }

    /** As the other, of the very version that is built upon. */
    void refuseForeign(Snapshot now, long base, String path) {
        if (base == TableCommit.ANY) {
            return;
        }
        LogWalk.foreignSince(now.deltaLog(), base, now.version()).ifPresent(commit -> {
            throw new ForeignCommitException(path, commit);
        });
    }

    /** The version's checksum has its transactions, as a rule; else Spark has to read the log for them, which takes long. */
    static boolean isThere(Snapshot snapshot, TableCommit.Transaction transaction) {
        Option<scala.collection.Seq<SetTransaction>> known =
                snapshot.checksumOpt().isDefined()
                        ? snapshot.checksumOpt().get().setTransactions()
                        : Option.empty();
        return JavaConverters.seqAsJavaList(known.isDefined() ? known.get() : snapshot.setTransactions()).stream()
                .anyMatch(t -> t.appId().equals(transaction.application()) && t.version() >= transaction.version());
    }

    StructType columns(String path) {
        return snapshot(path).schema();
    }

    /** The columns' names of the table's version that was seen last. */
    String[] namesSeenLast(String path) {
        return seenLast(path).schema().fieldNames();
    }

    /** Costs nothing where the table was looked at before. */
    Snapshot seenLast(String path) {
        return DeltaLog.forTable(session, path).unsafeVolatileSnapshot();
    }

    /** Of all data files of the table's version that was seen last. Its checksum knows, as a rule; else Spark reads the log. */
    long bytes(String path) {
        Snapshot snapshot = seenLast(path);
        return snapshot.checksumOpt().isDefined()
                ? snapshot.checksumOpt().get().tableSizeBytes()
                : snapshot.sizeInBytes();
    }

    /** As it is now. */
    Snapshot snapshot(String path) {
        DeltaLog log = DeltaLog.forTable(session, path);
        Snapshot seen = log.unsafeVolatileSnapshot();
        return LogEnd.isStill(seen) ? seen : log.update(false, scala.Option.empty(), scala.Option.empty());
    }

    private static TableView view(String path, Snapshot snapshot) {
        Map<String, String> properties =
                Map.copyOf(JavaConverters.mapAsJavaMap(snapshot.metadata().configuration()));
        return new TableView(path, snapshot.version(), snapshot.schema(), properties);
    }

    TableView create(String path, RowShape shape, Map<String, String> properties) {
        ReservedNames.refuseUnreadable(shape.table());
        DeltaTableBuilder table =
                DeltaTable.createIfNotExists(session).location(normal(path)).addColumns(shape.table());
        Map<String, String> all = new HashMap<>(properties);
        if (needsMapping(shape.table())) {
            all.put(MAPPING, "name");
        }
        for (Map.Entry<String, String> property : all.entrySet()) {
            table = table.property(property.getKey(), property.getValue());
        }
        table.execute();
        return view(path);
    }

    TableView evolve(String path, Evolution evolution) {
        StructType now = snapshot(path).schema();
        StructType wanted = evolution.applied(now);
        if (!ColumnNumber.sameColumns(wanted, now)) {
            prepare(path, now, wanted);
            if (evolution instanceof Evolution.Replace) {
                rewrite(path, wanted, List.of(), true);
            } else if (evolution instanceof Evolution.Change change) {
                new ColumnChange(this, path).make(change);
            }
        }
        return view(path);
    }

    /**
     * Delta takes names and types that need a newer reader only when it is told to, and no columns that lack one of which it is
     * told to keep statistics.
     */
    void prepare(String path, StructType now, StructType wanted) {
        ReservedNames.refuseUnreadable(wanted);
        if (needsMapping(wanted) && !needsMapping(now)) {
            mapNames(path);
        }
        if (hasTimestampWithoutZone(wanted) && !hasTimestampWithoutZone(now)) {
            property(path, "delta.feature.timestampNtz", "supported");
        }
        Clustering clustering = new Clustering(session, snapshot(path));
        clustering.become(clustering.left(wanted));
        MetadataCommit commit = new MetadataCommit(session, snapshot(path));
        Map<String, String> left = TableSettling.withStatisticsOf(wanted, commit.properties());
        commit.properties(left);
    }

    /** Spark 3.5 cannot widen a type, nor give rows that exist a value, but by writing them anew: in one commit. */
    void rewrite(String path, StructType wanted, List<Column> added, boolean empty) {
        Map<String, Column> fresh = added.stream().collect(Collectors.toMap(Column::name, c -> c));
        Set<String> present = Set.of(columns(path).fieldNames());
        List<org.apache.spark.sql.Column> selected = new ArrayList<>();
        for (StructField field : wanted.fields()) {
            Column column = fresh.get(field.name());
            org.apache.spark.sql.Column value;
            if (column != null || !present.contains(field.name())) {
                value = new org.apache.spark.sql.Column(initial(column, field));
            } else {
                value = col(Names.quoted(field.name()));
            }
            selected.add(value.cast(field.dataType()).as(field.name(), ColumnNumber.only(ColumnNumber.of(field))));
        }
        new MetadataCommit(session, snapshot(path)).pauseFeed();
        var rows = session.read().format("delta").load(path);
        (empty ? rows.limit(0) : rows)
                .select(selected.toArray(org.apache.spark.sql.Column[]::new))
                .write()
                .format("delta")
                .mode("overwrite")
                .option("overwriteSchema", "true")
                .save(path);
    }

    private static Literal initial(Column column, StructField field) {
        if (column == null || !(column.initial() instanceof Initial.Constant constant)) {
            return Literal.create(null, field.dataType());
        }
        UnsafeRow row = new UnsafeRow(1);
        row.pointTo(constant.row(), constant.row().length);
        return new Literal(row.get(0, column.type()), column.type());
    }

    /** In one commit that changes no file: fields that have the same physical name are the same columns. */
    void setColumns(String path, StructType wanted) {
        new MetadataCommit(session, snapshot(path)).columns(wanted);
    }

    boolean isSettled(String path, DeltaSettings wanted) {
        Snapshot now = snapshot(path);
        Map<String, String> properties = new MetadataCommit(session, now).properties();
        Clustering clustering = new Clustering(session, now);
        return TableSettling.settled(properties, wanted, now.schema()).equals(properties)
                && clustering.wanted(wanted).equals(clustering.columns());
    }

    /** Has the table's properties, and its clustering, be what the manifest says, in up to three commits. */
    void settle(String path, DeltaSettings wanted) {
        Snapshot now = snapshot(path);
        Clustering before = new Clustering(session, now);
        List<String> columns = before.wanted(wanted);
        // Columns that are to lose their statistics may be clustered by no more.
        before.become(before.columns().stream().filter(columns::contains).toList());
        MetadataCommit commit = new MetadataCommit(session, snapshot(path));
        commit.properties(TableSettling.settled(commit.properties(), wanted, now.schema()));
        new Clustering(session, snapshot(path)).become(columns);
    }

    /** Has columns be known by other names than their files have them under: they can get others then. */
    void mapNames(String path) {
        String mode = JavaConverters.mapAsJavaMap(snapshot(path).metadata().configuration())
                .getOrDefault(MAPPING, "none");
        if (mode.equals("none")) {
            property(path, MAPPING, "name");
        }
    }

    private void property(String path, String name, String value) {
        session.sql(
                "ALTER TABLE " + identifier(path) + " SET TBLPROPERTIES (" + text(name) + " = " + text(value) + ")");
    }

    private static boolean hasTimestampWithoutZone(StructType columns) {
        return Stream.of(columns.fields()).anyMatch(f -> f.dataType() instanceof TimestampNTZType);
    }

    private static boolean needsMapping(StructType columns) {
        for (String name : columns.fieldNames()) {
            if (name.chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
                return true;
            }
        }
        return false;
    }

    /** Delta compares locations as texts: {@code file:///lake} is not {@code file:/lake} to it. */
    private static String normal(String path) {
        return new Path(path).toString();
    }

    private static String identifier(String path) {
        return "delta." + Names.quoted(normal(path));
    }

    private static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
