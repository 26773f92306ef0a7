package io.cdcpipeline.reconcile;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.observe.StageCondition;

/**
 * What the API server did not take of a stage.
 *
 * @param kind of the resource, by which a stage with two conditions knows whose it is
 */
record Unapplied(WatchedKind kind, StageCondition condition) {}
