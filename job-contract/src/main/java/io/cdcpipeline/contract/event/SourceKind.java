package io.cdcpipeline.contract.event;

/** What a source is; where it is not said, PostgreSQL, which was the only one once. */
public enum SourceKind {
    POSTGRESQL,
    MARIADB
}
