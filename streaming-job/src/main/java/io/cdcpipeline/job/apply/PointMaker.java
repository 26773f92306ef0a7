package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.job.fill.SourceLogReader;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.transport.TopicInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Cuts all tables at one place of the source's log. Tables that are not in order (failed, filling, known to lack something,
 * dropped) are not part of it, and keep no other waiting.
 */
final class PointMaker {

    /** When changes are longer on their way, there is no point. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Parts parts;

    PointMaker(Parts parts) {
        this.parts = parts;
    }

    SourceLogReader sourceLog(SourceDatabase database) {
        return parts.sourceLog(database);
    }

    /** Versions of the tables that are in order, now. */
    SortedMap<TableId, Long> versions() {
        SortedMap<TableId, Long> versions = new TreeMap<>();
        following().forEach(t -> versions.put(name(t.table()), t.version()));
        return versions;
    }

    /** See {@link Cuts#costNanos}. */
    long costNanos() {
        return parts.tables().cuts().costNanos();
    }

    /** @return empty when the place was not reached in time */
    Optional<Point> make(SourceLogReader log, BooleanSupplier ended) throws InterruptedException {
        CutWait wait = new CutWait(parts, LIMIT, ended);
        CutWait.Opened opened = wait.open(log);
        try {
            wait.awaitKafka(log);
            List<TableContext> tables = following();
            Map<String, TopicInfo> topics = parts.transport()
                    .describe(tables.stream()
                            .map(t -> t.state().position().topic())
                            .distinct()
                            .toList());
            SortedMap<TableId, Long> versions = new TreeMap<>();
            for (TableContext table : tables) {
                TopicInfo topic = topics.get(table.state().position().topic());
                version(opened.cut(), table.table(), topic == null ? 0 : topic.end(), wait)
                        .ifPresent(version -> versions.put(name(table.table()), version));
            }
            return Optional.of(
                    new Point(opened.place().position(), opened.place().time(), versions));
        } catch (NotComparedException e) {
            return Optional.empty();
        } finally {
            parts.tables().cuts().close(opened.cut());
        }
    }

    /** Whoever reads a point reads the lake. */
    private TableId name(TableId table) {
        return parts.tables().targets().of(table);
    }

    private OptionalLong version(OpenCut cut, TableId table, long end, CutWait wait) throws InterruptedException {
        while (true) {
            TableContext now = parts.tables().known(table);
            if (now == null || !isInOrder(now)) {
                return OptionalLong.empty();
            }
            if (Math.max(0, now.state().position().next()) >= end) {
                return cut.version(now);
            }
            wait.pause("table " + table + " reads its topic up to " + end);
        }
    }

    private List<TableContext> following() {
        return parts.tables().known().values().stream()
                .filter(PointMaker::isInOrder)
                .toList();
    }

    private static boolean isInOrder(TableContext table) {
        return table.exists()
                && !table.heldBack()
                && !table.state().gone()
                && table.state().incomplete() == null
                && table.state().position().topic() != null;
    }
}
