package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.fill.SourceLogReader;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.transport.TopicInfo;
import java.util.List;
import java.util.Map;

/** Waits until one table, which may read its topic by itself, has reached a cut. */
record CutTable(Parts parts, LaggingTables lagging) {

    /** @return the table's version at the cut */
    long await(SourceLogReader log, OpenCut cut, CutWait wait) throws InterruptedException {
        TableId table = cut.cut().only();
        wait.awaitKafka(log);
        TableContext reached = reached(table);
        long end = end(reached);
        while (Math.max(0, reached.state().position().next()) < end) {
            wait.pause(
                    "it has read its topic up to " + reached.state().position().next() + " of " + end);
            reached = reached(table);
        }
        return cut.version(reached).orElseThrow(FilledMeanwhileException::new);
    }

    private long end(TableContext table) {
        String topic = table.state().position().topic();
        Map<String, TopicInfo> topics =
                topic == null ? Map.of() : parts.transport().describe(List.of(topic));
        return topics.containsKey(topic) ? topics.get(topic).end() : 0;
    }

    /** The table as whoever reads its topic knows it; empty when nobody does. */
    Map<TableId, TableContext> current(TableId table) {
        TableContext known = parts.tables().known(table);
        return known == null ? Map.of() : Map.of(table, current(known, lagging.get(table)));
    }

    private TableContext reached(TableId table) {
        TableContext known = parts.tables().known(table);
        LaggingTables.Lagging late = lagging.get(table);
        if (late != null && late.failures() > 0) {
            throw new NotComparedException("it has failed");
        }
        if (known == null || !known.exists() && !known.heldBack()) {
            throw new NotComparedException("it is not in the lake");
        }
        return current(known, late);
    }

    private static TableContext current(TableContext known, LaggingTables.Lagging late) {
        return known.heldBack() && late != null && late.context() != null ? late.context() : known;
    }
}
