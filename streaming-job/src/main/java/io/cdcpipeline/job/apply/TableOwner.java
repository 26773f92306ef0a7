package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.job.engine.TableView;
import io.cdcpipeline.job.lake.TableId;
import java.util.Map;
import java.util.Optional;

/**
 * Whose a table of the lake is, as its properties say: of which pipeline, and of which table of the source, since the lake may have
 * that by another name.
 *
 * @param uid the pipeline's
 * @param name the pipeline's, with its namespace
 */
record TableOwner(String uid, String name) {

    private static final String UID = "cdcpipeline.uid";
    private static final String NAME = "cdcpipeline.pipeline";
    private static final String SOURCE_SCHEMA = "cdcpipeline.source.schema";
    private static final String SOURCE_TABLE = "cdcpipeline.source.table";

    static TableOwner of(JobConfig config) {
        return new TableOwner(config.uid(), config.pipeline());
    }

    /** Of tables beside the source's own. */
    Map<String, String> properties() {
        return Map.of(UID, uid, NAME, name);
    }

    Map<String, String> properties(TableId source) {
        return Map.of(UID, uid, NAME, name, SOURCE_SCHEMA, source.schema(), SOURCE_TABLE, source.table());
    }

    /**
     * Of which table of the source it is; empty where it is not this pipeline's.
     *
     * @param lake its name in the lake: one from before there were others has the source's
     */
    Optional<TableId> source(TableId lake, TableView view) {
        String table = view.properties().get(SOURCE_TABLE);
        TableId source = table == null ? lake : new TableId(view.properties().get(SOURCE_SCHEMA), table);
        return isOurs(view) ? Optional.of(source) : Optional.empty();
    }

    /** A pipeline that was deleted leaves its tables to the next one of its name: only one at a time can have it. */
    private boolean isOurs(TableView view) {
        return uid.equals(view.properties().get(UID))
                || name.equals(view.properties().get(NAME));
    }

    /**
     * Two tables at one place would be mixed. Where a file system does not tell upper and lower case apart, they meet here, too.
     *
     * @param table of the source
     * @param lake its name in the lake
     * @throws ForeignTableException when what is there is not this pipeline's, or is another table's
     */
    void refuseOthers(TableId table, TableId lake, TableView view) {
        TableId source = source(lake, view).orElseThrow(() -> foreign(table, view));
        if (!source.equals(table)) {
            throw new ForeignTableException("Table " + table + ": the Delta table at " + view.path() + " is that of "
                    + source + ", and no two tables share one: give one of them another target in spec.tableSettings,"
                    + " or move that Delta table away");
        }
    }

    private static ForeignTableException foreign(TableId table, TableView view) {
        String owner = view.properties().get(UID);
        String pipeline = view.properties().get(NAME);
        String whose = owner == null
                ? "was not made by a pipeline"
                : "belongs to the pipeline "
                        + (pipeline == null ? "with uid " + owner : pipeline + " with uid " + owner);
        return new ForeignTableException("Table " + table + ": the Delta table at " + view.path() + " " + whose
                + ". Give this pipeline another lake path, or move that table away.");
    }
}
