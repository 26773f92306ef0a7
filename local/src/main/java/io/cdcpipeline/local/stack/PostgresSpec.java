package io.cdcpipeline.local.stack;

import java.util.List;
import java.util.Map;

/**
 * A PostgreSQL server, run the way the entrypoint of the official image runs it.
 *
 * @param binaries the folder that the server's programs are unpacked to, shared between pipelines
 * @param folder holds the data folder and what belongs to it
 * @param database created at first start
 * @param superuser created at first start
 * @param passwordFile the superuser's password
 * @param settings the server's parameters, {@code -c name=value} each
 * @param mounts where the container's folders are on this machine; an init script may name a file in them
 * @param initScripts run once in the new database, in this order
 * @param log where the server's own output goes
 */
public record PostgresSpec(
        String binaries,
        String folder,
        int port,
        String database,
        String superuser,
        String passwordFile,
        Map<String, String> settings,
        Map<String, String> mounts,
        List<InitScript> initScripts,
        String log) {}
