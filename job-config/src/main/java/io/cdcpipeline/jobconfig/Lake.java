package io.cdcpipeline.jobconfig;

/**
 * Places in the lake, each a URI that Hadoop's file systems understand.
 *
 * @param root the folder below which all tables of the pipeline live
 * @param layout a table's path below {@code root}, with the placeholders {@code {schema}} and {@code {table}}
 * @param deadLetters the Delta table of what could not be read
 * @param checkpoint the query's checkpoint; a fresh one reads all topics from their beginning
 */
public record Lake(String root, String layout, String deadLetters, String checkpoint) {}
