package io.cdcpipeline.local.mapping;

import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.source.SlotWatch;
import io.cdcpipeline.local.stack.StackSpec;
import java.util.Optional;

/**
 * A plan as processes of this machine.
 *
 * @param stack PostgreSQL, Kafka and Connect
 * @param job null while the pipeline is suspended
 * @param endpoints where all of it can be reached
 * @param slot what the source keeps of its log for the pipeline; empty where it keeps none
 */
public record LocalPlan(StackSpec stack, JobLaunch job, Endpoints endpoints, Optional<SlotWatch> slot) {}
