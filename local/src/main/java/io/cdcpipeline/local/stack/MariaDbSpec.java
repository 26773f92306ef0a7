package io.cdcpipeline.local.stack;

import java.util.List;
import java.util.Map;

/**
 * A MariaDB server, run the way the entrypoint of the official image runs it.
 *
 * @param programs where its programs are
 * @param folder holds the data folder and what belongs to it
 * @param database which the owner's scripts run in
 * @param superuserPasswordFile root's password
 * @param arguments of the server, which name no data folder
 * @param passwords by variable, the file of the password that our SQL finds in it
 * @param script our SQL, a statement a line
 * @param userScripts run once after it, in this order
 * @param owner who runs those
 * @param log where the server's own output goes
 */
public record MariaDbSpec(
        MariaDbPrograms programs,
        String folder,
        int port,
        String database,
        String superuserPasswordFile,
        List<String> arguments,
        Map<String, String> passwords,
        String script,
        List<String> userScripts,
        InitScript owner,
        String log) {}
