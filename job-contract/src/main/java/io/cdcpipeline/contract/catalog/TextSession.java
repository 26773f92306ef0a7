package io.cdcpipeline.contract.catalog;

/** How a session has to be set, so that every value is printed as the stream's are. */
public final class TextSession {

    /**
     * For the {@code options} of a connection: whatever the database or the role says. A driver may set zone and style of dates
     * after it: pgjdbc takes the zone from its JVM.
     */
    public static final String OPTIONS = "-c IntervalStyle=postgres -c bytea_output=hex -c extra_float_digits=1"
            + " -c lc_monetary=C -c DateStyle=ISO -c TimeZone=UTC -c statement_timeout=0 -c idle_in_transaction_session_timeout=0";

    private TextSession() {}
}
