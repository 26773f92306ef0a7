package io.cdcpipeline.observe;

import io.cdcpipeline.api.CdcPipelineStatus;
import io.cdcpipeline.api.TableStatus;
import io.cdcpipeline.contract.TableCondition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Tables that failed or recovered between two statuses. Pure. */
final class TableTransitions {

    /** When a disk is full all tables fail at once; the rest is counted. */
    private static final int MAX_TOLD = 10;

    private TableTransitions() {}

    /** @param before null when there was none */
    static List<PipelineEvent> between(CdcPipelineStatus before, CdcPipelineStatus after) {
        Map<String, TableStatus> was = failed(before);
        Map<String, TableStatus> is = failed(after);
        var newEvents = new ArrayList<PipelineEvent>();
        var failed = new TreeSet<>(is.keySet());
        failed.removeAll(was.keySet());
        failed.stream()
                .limit(MAX_TOLD)
                .map(name -> PipelineEvent.warning("TableFailed", sentence(is.get(name))))
                .forEach(newEvents::add);
        if (failed.size() > MAX_TOLD) {
            newEvents.add(PipelineEvent.warning("TableFailed", (failed.size() - MAX_TOLD) + " more tables failed"));
        }
        var recovered = new TreeSet<>(was.keySet());
        recovered.removeAll(is.keySet());
        recovered.stream()
                .limit(MAX_TOLD)
                .map(name -> PipelineEvent.normal("TableRecovered", "Table " + name + " is kept up to date again"))
                .forEach(newEvents::add);
        if (recovered.size() > MAX_TOLD) {
            newEvents.add(
                    PipelineEvent.normal("TableRecovered", (recovered.size() - MAX_TOLD) + " more tables recovered"));
        }
        return newEvents;
    }

    private static String sentence(TableStatus table) {
        return "Table " + table.name() + " failed" + (table.message() == null ? "" : ": " + table.message());
    }

    private static Map<String, TableStatus> failed(CdcPipelineStatus status) {
        var failed = new LinkedHashMap<String, TableStatus>();
        if (status != null && status.tables() != null) {
            status.tables().stream()
                    .filter(t -> TableCondition.FAILED.text().equals(t.state()))
                    .forEach(t -> failed.put(t.name(), t));
        }
        return failed;
    }
}
