package io.cdcpipeline.job.fill;

import java.io.Serializable;
import java.util.List;

/** Which ranges of a table one task reads, and over which of the driver's connections. */
public record ServedShare(int reader, List<Integer> ranges) implements Serializable {}
