package io.cdcpipeline.local.stack;

/**
 * SQL that runs once in a new database.
 *
 * @param user the role that runs it
 * @param passwordFile that role's password
 */
public record InitScript(String file, String user, String passwordFile) {}
