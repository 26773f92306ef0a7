package io.cdcpipeline.source;

/**
 * Why a database can't be captured as it is.
 *
 * @param code a stable name in CamelCase, the reason of a condition
 * @param message what is wrong and the way out, one sentence
 */
public record Problem(String code, String message) {}
