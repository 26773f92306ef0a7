package io.cdcpipeline.job.engine;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.delta.DeltaLog;

/** Goes through a table's commits, from the newest back, as far as it takes to know where its rows come from. */
final class LogWalk {

    private static final String RESTORE = "RESTORE";

    private final DeltaLog log;
    private final Predicate<String> ours;

    /** @param ours tells metadata of our own commits from that of others */
    LogWalk(DeltaLog log, Predicate<String> ours) {
        this.log = log;
        this.ours = ours;
    }

    TableHistory from(long version) {
        List<TableHistory.ForeignCommit> foreign = new ArrayList<>();
        Optional<String> rows = Optional.empty();
        boolean restored = false;
        Optional<CommitFile> commit = CommitFile.read(log, version);
        while (commit.isPresent()) {
            CommitFile now = commit.get();
            rows = now.metadata().filter(ours);
            if (rows.isPresent()) {
                break;
            }
            boolean restore = now.operation().equals(RESTORE);
            restored |= restore;
            if (!restore && now.changesRows(log)) {
                foreign.add(new TableHistory.ForeignCommit(now.version(), now.operation()));
            }
            commit = CommitFile.read(log, restore ? restoredVersion(now) : now.version() - 1);
        }
        return new TableHistory(rows, restored ? newest(version) : rows, foreign);
    }

    private Optional<String> newest(long version) {
        for (long v = version; v >= 0; v--) {
            Optional<CommitFile> commit = CommitFile.read(log, v);
            Optional<String> metadata = commit.flatMap(CommitFile::metadata).filter(ours);
            if (commit.isEmpty() || metadata.isPresent()) {
                return metadata;
            }
        }
        return Optional.empty();
    }

    private long restoredVersion(CommitFile restore) {
        var parameters = restore.info().path("operationParameters");
        String version = parameters.path("version").asText("");
        return version.matches("\\d+")
                ? Long.parseLong(version)
                : log.history()
                        .getActiveCommitAtTime(
                                Timestamp.valueOf(parameters.path("timestamp").asText()), true, false, true)
                        .version();
    }

    /** The first commit after the base that changed rows, if there is one. */
    static Optional<TableHistory.ForeignCommit> foreignSince(DeltaLog log, long base, long version) {
        for (long v = base + 1; v <= version; v++) {
            Optional<CommitFile> commit = CommitFile.read(log, v);
            if (commit.isPresent() && commit.get().changesRows(log)) {
                return Optional.of(
                        new TableHistory.ForeignCommit(v, commit.get().operation()));
            }
        }
        return Optional.empty();
    }
}
