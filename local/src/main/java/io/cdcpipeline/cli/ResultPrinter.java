package io.cdcpipeline.cli;

import io.cdcpipeline.local.query.RowSink;

/** Prints a result row by row. */
interface ResultPrinter extends RowSink {

    /** All rows have come. */
    void finish();
}
