package io.cdcpipeline.job.query;

import io.cdcpipeline.job.lake.LakeTables;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.lake.TablePaths;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.delta.DeltaTimeTravelSpec;
import org.apache.spark.sql.delta.catalog.DeltaTableV2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;
import scala.collection.immutable.Map$;

/**
 * The lake's folders as {@code schema.table}, by the names that the source has: Spark's own catalog takes neither blanks
 * nor letters beyond ASCII. For reading only.
 */
public final class LakeCatalog implements TableCatalog, SupportsNamespaces {

    /** The name under which the catalog is configured. */
    static final String NAME = "lake";

    private static final String READ_ONLY = "The lake belongs to the pipeline: change the source, not the lake.";

    private static final Option<String> SQL = Option.apply("SQL");

    /** The option that has tables read as {@link PointVersions} say. */
    static final String VERSIONS = "versions";

    private LakeTables tables;
    /** Null for the newest of each. */
    private PointVersions versions;

    @Override
    public void initialize(String name, CaseInsensitiveStringMap options) {
        tables = new LakeTables(new TablePaths(options.get("root"), options.get("layout")))
                .with(LakeTables.DEAD_LETTERS, options.get("deadLetters"))
                .with(LakeTables.POINTS, options.get("points"));
        versions = options.get(VERSIONS) == null ? null : PointVersions.parse(options.get(VERSIONS));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Table loadTable(Identifier name) throws NoSuchTableException {
        if (versions == null || name.namespace().length != 1) {
            return table(name, null);
        }
        OptionalLong version = versions.of(new TableId(name.namespace()[0], name.name()));
        if (version.isEmpty()) {
            throw new NoSuchTableException(name);
        }
        return loadTable(name, Long.toString(version.getAsLong()));
    }

    @Override
    public Table loadTable(Identifier name, String version) throws NoSuchTableException {
        try {
            return table(name, new DeltaTimeTravelSpec(Option.empty(), Option.apply(Long.parseLong(version)), SQL));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Version '" + version + "' is no number of a Delta version", e);
        }
    }

    @Override
    public Table loadTable(Identifier name, long timestampMicros) throws NoSuchTableException {
        Expression time = new Literal(timestampMicros, DataTypes.TimestampType);
        return table(name, new DeltaTimeTravelSpec(Option.apply(time), Option.empty(), SQL));
    }

    /** @param version null for the latest */
    private Table table(Identifier name, DeltaTimeTravelSpec version) throws NoSuchTableException {
        Optional<String> path = name.namespace().length == 1
                ? tables.path(new TableId(name.namespace()[0], name.name()))
                : Optional.empty();
        if (path.isEmpty()) {
            throw new NoSuchTableException(name);
        }
        return new DeltaTableV2(
                SparkSession.active(),
                new Path(path.get()),
                Option.empty(),
                Option.apply(name.toString()),
                Option.apply(version),
                Map$.MODULE$.empty());
    }

    @Override
    public Identifier[] listTables(String[] namespace) {
        return tables.all().stream()
                .filter(t -> namespace.length == 1 && t.schema().equals(namespace[0]))
                .map(t -> Identifier.of(namespace, t.table()))
                .toArray(Identifier[]::new);
    }

    @Override
    public String[][] listNamespaces() {
        return tables.all().stream()
                .map(TableId::schema)
                .distinct()
                .map(s -> new String[] {s})
                .toArray(String[][]::new);
    }

    @Override
    public String[][] listNamespaces(String[] namespace) {
        return namespace.length == 0 ? listNamespaces() : new String[0][];
    }

    @Override
    public boolean namespaceExists(String[] namespace) {
        return namespace.length == 1
                && tables.all().stream().anyMatch(t -> t.schema().equals(namespace[0]));
    }

    @Override
    public Map<String, String> loadNamespaceMetadata(String[] namespace) throws NoSuchNamespaceException {
        if (!namespaceExists(namespace)) {
            throw new NoSuchNamespaceException(namespace);
        }
        return new TreeMap<>();
    }

    @Override
    @SuppressWarnings("deprecation") // the method that replaces it falls back to this one
    public Table createTable(
            Identifier name, StructType schema, Transform[] partitions, Map<String, String> properties) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public Table alterTable(Identifier name, TableChange... changes) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public boolean dropTable(Identifier name) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void renameTable(Identifier name, Identifier other) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void createNamespace(String[] namespace, Map<String, String> metadata) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public void alterNamespace(String[] namespace, NamespaceChange... changes) {
        throw new UnsupportedOperationException(READ_ONLY);
    }

    @Override
    public boolean dropNamespace(String[] namespace, boolean cascade) {
        throw new UnsupportedOperationException(READ_ONLY);
    }
}
