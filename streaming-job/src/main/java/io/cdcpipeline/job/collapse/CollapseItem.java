package io.cdcpipeline.job.collapse;

import java.io.Serializable;

/** What a task makes of one Kafka partition: blocks of rows, then a report. */
public sealed interface CollapseItem extends Serializable permits Block, PartitionReport {}
