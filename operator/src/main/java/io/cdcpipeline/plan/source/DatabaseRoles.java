package io.cdcpipeline.plan.source;

/** The roles of a managed database. Fixed names: it serves one pipeline only. */
public final class DatabaseRoles {

    public static final String SUPERUSER = "postgres";
    /** Of MariaDB. */
    public static final String ROOT = "root";
    /** Owns the database; the user's own SQL runs as this role, and applications should log in as it. */
    public static final String OWNER = "app";
    /** Reads what is published, and the log. Nothing else. */
    public static final String REPLICATION = "cdc_replication";

    /** The notebooks: reads all, and may do with the owner's objects what the owner may. */
    public static final String LAB = "cdc_lab";

    private DatabaseRoles() {}
}
