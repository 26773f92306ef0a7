package io.cdcpipeline.local.mapping;

import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.stack.StackSpec;

/**
 * A plan as processes of this machine.
 *
 * @param stack PostgreSQL, Kafka and Connect
 * @param job null while the pipeline is suspended
 * @param endpoints where all of it can be reached
 */
public record LocalPlan(StackSpec stack, JobLaunch job, Endpoints endpoints) {}
