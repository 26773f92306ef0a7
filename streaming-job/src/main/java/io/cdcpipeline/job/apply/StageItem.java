package io.cdcpipeline.job.apply;

import java.io.Serializable;

/** What a task makes of one Kafka partition: blocks of rows, then a report. */
sealed interface StageItem extends Serializable permits Block, PartitionReport {}
