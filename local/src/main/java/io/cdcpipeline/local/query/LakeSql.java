package io.cdcpipeline.local.query;

/** Answers Spark SQL over the lake's tables. */
public interface LakeSql {

    /**
     * Runs one statement.
     *
     * @throws io.cdcpipeline.local.LocalException when it cannot be run; its rows may have been handed out in part
     */
    void run(String statement, RowSink sink);
}
