package io.cdcpipeline.source;

/**
 * The pipeline's publication.
 *
 * @param lacking kinds of changes that it does not publish, {@code UPDATE, DELETE}; empty for none
 * @param byRoot changes of a partition are published as its root's
 */
record ObservedPublication(String lacking, boolean byRoot) {}
