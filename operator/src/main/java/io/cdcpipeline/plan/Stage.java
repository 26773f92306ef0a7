package io.cdcpipeline.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/**
 * What one stage wants to exist.
 *
 * @param resources in the order in which they are applied
 * @param generated Secrets whose values the caller draws once, keeps for ever and applies before the resources
 */
public record Stage(StageName name, List<GeneratedSecret> generated, List<HasMetadata> resources) {}
