package io.cdcpipeline.source;

/**
 * Why a database can't be captured as it is.
 *
 * @param code a stable name in CamelCase, the reason of a condition
 * @param message what is wrong and the way out, one sentence
 * @param ofTables it is about some tables only: once the others are captured, they can go on
 */
public record Problem(String code, String message, boolean ofTables) {}
