package io.cdcpipeline.job.progress;

import java.util.List;
import java.util.Map;

/**
 * What the lake held when the job started.
 *
 * @param tables each with the changes ({@code events}) that it has had until now, 0 where its log does not say
 * @param readable by topic, the first offset that some table does not have
 */
public record LoadedLake(List<TableProgress> tables, Map<String, Long> readable) {

    public LoadedLake {
        tables = List.copyOf(tables);
        readable = Map.copyOf(readable);
    }
}
