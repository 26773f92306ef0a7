package io.cdcpipeline.local.stack;

import java.util.Map;

/**
 * A connector and the state it should be in.
 *
 * @param state Connect's own words: RUNNING, PAUSED, STOPPED
 * @param restartLimit how often a failed task is restarted; null for ever, 0 never
 */
public record ConnectorSpec(String name, Map<String, String> config, String state, Integer restartLimit) {}
