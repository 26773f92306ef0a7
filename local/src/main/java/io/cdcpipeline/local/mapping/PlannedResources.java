package io.cdcpipeline.local.mapping;

import io.cdcpipeline.plan.Plan;
import java.util.Optional;

/** Finds a plan's resources by their type. The lab of a cluster is none of them: here it is {@code cdc lab}. */
record PlannedResources(Plan plan) {

    <T> Optional<T> find(Class<T> type) {
        return plan.staged().filter(type::isInstance).map(type::cast).findFirst();
    }

    <T> T get(Class<T> type) {
        return find(type).orElseThrow(() -> new IllegalStateException("The plan holds no " + type.getSimpleName()));
    }
}
