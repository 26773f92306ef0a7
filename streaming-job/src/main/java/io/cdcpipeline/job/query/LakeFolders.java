package io.cdcpipeline.job.query;

import io.cdcpipeline.contract.Lake;

/**
 * Where the lake's tables are, as far as queries see them.
 *
 * @param root the lake's root
 * @param layout see {@link Lake}
 * @param deadLetters the dead-letter table's path, which shows as {@code cdc.dead_letters}; null to leave it out
 * @param points the path of the table of points, which shows as {@code cdc.points}; null to leave it out
 */
public record LakeFolders(String root, String layout, String deadLetters, String points) {

    static LakeFolders of(Lake lake) {
        return new LakeFolders(lake.root(), lake.layout(), lake.deadLetters(), lake.points());
    }
}
