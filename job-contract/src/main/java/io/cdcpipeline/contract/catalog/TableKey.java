package io.cdcpipeline.contract.catalog;

/** By what the rows of a table are told apart. */
public final class TableKey {

    /**
     * A condition on {@code pg_class c}: the table has a primary key, or the index that is its replica identity. The same is the
     * key of {@link TableColumn}.
     */
    public static final String EXISTS = "EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid = c.oid"
            + " AND CASE WHEN c.relreplident = 'i' THEN i.indisreplident ELSE i.indisprimary END)";

    private TableKey() {}
}
