package io.cdcpipeline.local.stack;

import java.util.List;
import java.util.Map;

/** One distributed Connect worker and the connectors that it runs. */
public record ConnectSpec(Map<String, String> worker, List<ConnectorSpec> connectors) {}
