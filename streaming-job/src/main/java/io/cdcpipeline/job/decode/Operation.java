package io.cdcpipeline.job.decode;

/** What happened to a row, in Debezium's terms. */
public enum Operation {
    READ,
    CREATE,
    UPDATE,
    DELETE,
    TRUNCATE
}
