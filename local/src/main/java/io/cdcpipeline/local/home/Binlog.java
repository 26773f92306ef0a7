package io.cdcpipeline.local.home;

/**
 * How MariaDB's log is read.
 *
 * @param serverId by which the connector announces itself
 * @param copies whether the connector copies the rows that are there
 * @param connector its name in Connect, which knows how far it is
 */
public record Binlog(long serverId, boolean copies, String connector) {}
