package io.cdcpipeline.job.verify;

/**
 * What is compared with the source.
 *
 * @param path of the Delta table
 * @param version -1 when there is no such table
 * @param present which of its rows the source has, too, as SQL; null for all
 * @param unseen rows that have changed in that version in a way that the source's view does not see
 */
public record LakeVersion(String path, long version, String present, UnseenKeys unseen) {}
