package io.cdcpipeline.job.progress;

import java.util.List;

/**
 * What the lake held when the job started.
 *
 * @param tables each with the changes ({@code events}) that it has had until now, 0 where its log does not say
 * @param deadLetters records in the dead-letter table
 */
public record LoadedLake(List<TableProgress> tables, long deadLetters) {

    public LoadedLake {
        tables = List.copyOf(tables);
    }
}
