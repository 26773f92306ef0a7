package io.cdcpipeline.reconcile;

import io.cdcpipeline.plan.Settings;
import java.time.Duration;
import java.util.Set;

/**
 * The operator's configuration.
 *
 * @param namespaces those that are watched; empty: all
 * @param leaderNamespace where the Lease lies that replicas elect a leader by; null: no election, this replica acts
 * @param instance this replica's name, among its siblings
 * @param port of health, readiness and metrics; 0: any free one
 * @param pollInterval between two looks at what no watch tells, while a pipeline is ready
 * @param teardownTimeout how long the end of a pipeline may take
 */
public record OperatorConfig(
        Set<String> namespaces,
        String leaderNamespace,
        String instance,
        int port,
        Duration pollInterval,
        Duration teardownTimeout,
        Settings settings) {}
