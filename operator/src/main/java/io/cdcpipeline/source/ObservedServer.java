package io.cdcpipeline.source;

/**
 * A server as the role sees it.
 *
 * @param version {@code server_version_num}: 170002 is 17.2
 * @param mayReplicate the role may make and read replication slots
 */
record ObservedServer(
        int version, String walLevel, boolean standby, int maxSlots, int usedSlots, boolean mayReplicate) {}
