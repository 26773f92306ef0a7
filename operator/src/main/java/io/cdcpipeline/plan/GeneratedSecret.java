package io.cdcpipeline.plan;

import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;

/**
 * A Secret of which the plan knows all but the secret: a plan is pure, so it draws no random value.
 *
 * @param template name, labels, type and the keys whose values are no secret
 * @param keys the keys that get a random password, each drawn once and never changed by itself
 */
public record GeneratedSecret(Secret template, List<String> keys) {}
