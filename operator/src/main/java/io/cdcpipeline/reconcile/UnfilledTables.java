package io.cdcpipeline.reconcile;

import io.cdcpipeline.cluster.WatchedKind;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.observe.ObservedJob;
import io.cdcpipeline.observe.ObservedResource;
import io.cdcpipeline.observe.PipelineEvent;
import io.cdcpipeline.plan.StageName;
import io.cdcpipeline.source.ObservedSource;
import io.cdcpipeline.strimzi.KafkaConnector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Tables that {@code spec.tables} has come to match after the connector took its snapshot: rows that they held before are
 * not in the lake. Nobody can tell later, so the KafkaConnector bears their names, a line each, until the job has filled them.
 */
final class UnfilledTables {

    static final String ANNOTATION = "cdcpipeline.io/unfilled-tables";

    private static final String NO_SNAPSHOT = "no_data";
    private static final String TABLES = "table.include.list";

    private UnfilledTables() {}

    /** To be called before the connector is applied: it has the former patterns until then. */
    static void note(Reconciliation reconciliation) {
        Optional<ObservedResource> live = reconciliation.live(
                WatchedKind.CONNECTOR, reconciliation.names().connector());
        if (live.isEmpty()) {
            return;
        }
        reconciliation.plan().stage(StageName.CAPTURE).resources().stream()
                .filter(KafkaConnector.class::isInstance)
                .map(KafkaConnector.class::cast)
                .forEach(planned -> note(reconciliation, live.get(), planned));
    }

    private static void note(Reconciliation reconciliation, ObservedResource live, KafkaConnector planned) {
        if (NO_SNAPSHOT.equals(planned.getSpec().getConfig().get("snapshot.mode"))) {
            return; // the job fills such tables, or nobody wants those rows
        }
        TreeSet<String> unfilled = new TreeSet<>(of(live));
        if (reconciliation.polled().source() instanceof ObservedSource.Seen seen) {
            List<String> added = added(live, planned, seen.tables());
            added.stream()
                    .filter(unfilled::add)
                    .forEach(table -> reconciliation.happened(PipelineEvent.warning(
                            "TableNotFilled",
                            "Table " + table + " is captured from now on; rows that it held before are not in the lake:"
                                    + " a CdcOperation of kind Snapshot brings them")));
            unfilled.retainAll(seen.tables());
        }
        unfilled.removeAll(filled(reconciliation));
        if (!unfilled.isEmpty()) {
            planned.getMetadata()
                    .setAnnotations(new TreeMap<>(
                            Optional.ofNullable(planned.getMetadata().getAnnotations())
                                    .orElseGet(Map::of)));
            planned.getMetadata().getAnnotations().put(ANNOTATION, String.join("\n", unfilled));
        }
    }

    /** Those that the job has filled since: on somebody's wish, or when their first change came. */
    private static List<String> filled(Reconciliation reconciliation) {
        return reconciliation.polled().job() instanceof ObservedJob.Seen job
                ? job.status().tables().stream()
                        .filter(t -> t.fill() != null
                                && t.fill().ended() != null
                                && t.fill().message() == null)
                        .map(TableStatus::name)
                        .toList()
                : List.of();
    }

    private static List<String> added(ObservedResource live, KafkaConnector planned, List<String> captured) {
        String before = live.text("spec", "config", TABLES);
        if (before.isEmpty() || before.equals(planned.getSpec().getConfig().get(TABLES))) {
            return List.of();
        }
        try {
            Pattern former = Pattern.compile(before);
            return captured.stream()
                    .filter(table -> !former.matcher(new BoundedText(table)).matches())
                    .toList();
        } catch (PatternSyntaxException | BoundedText.TooLong e) {
            return List.of(); // not ours: somebody edited it
        }
    }

    static List<String> of(Reconciliation reconciliation) {
        return reconciliation
                .live(WatchedKind.CONNECTOR, reconciliation.names().connector())
                .map(UnfilledTables::of)
                .orElse(List.of());
    }

    private static List<String> of(ObservedResource connector) {
        String names = connector.annotation(ANNOTATION);
        return names == null ? List.of() : Stream.of(names.split("\n")).toList();
    }
}
