package io.cdcpipeline.job.progress;

import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.job.lake.TableId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of one table: what it has had, and its failure while it has one. Not thread-safe. */
final class TableTotals {

    private final TableId table;
    private final String settings;
    private String kept;
    private List<Integer> unmatched = List.of();
    private String path;
    private TableProgress last;
    private TableFailure failure;
    private Instant failedAt;
    private long events;
    private long version = -1;
    private final FillState fill = new FillState();
    private TableStatus.LastBatch lastBatch = new TableStatus.LastBatch(0, 0);

    private TableStatus.Verified verified;

    /** @param settings what the manifest says of it; null for nothing */
    TableTotals(TableId table, String settings) {
        this.table = table;
        this.settings = settings;
    }

    /** @param where what it was before by another name is */
    void kept(String where) {
        kept = where;
    }

    /** @param rules for columns of which it has none */
    void unmatched(List<Integer> rules) {
        unmatched = rules;
    }

    private String settings() {
        String rules = unmatched.stream().map(i -> "columns[" + i + "]").collect(Collectors.joining(", "));
        String said = Stream.of(
                        settings,
                        rules.isEmpty() ? null : "no column of it matches " + rules,
                        kept == null ? null : "what it was before by another name stays at " + kept)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("; "));
        return said.isEmpty() ? null : said;
    }

    void load(TableProgress progress, Instant now) {
        last = progress;
        path = progress.path();
        events = progress.total();
        version = progress.version();
        failedAt = progress.condition() == TableCondition.FAILED ? now : null;
    }

    void add(TableProgress progress, Instant now) {
        boolean failing = failure != null || progress.condition() == TableCondition.FAILED;
        failedAt = !failing ? null : failedAt == null ? now : failedAt;
        last = progress;
        path = progress.path();
        events = progress.total();
        version = progress.version() < 0 ? version : progress.version();
        lastBatch = new TableStatus.LastBatch(progress.events(), progress.seconds());
    }

    void fail(TableFailure news, Instant now) {
        failure = news;
        path = news.path();
        failedAt = failedAt == null ? now : failedAt;
    }

    void recover() {
        failure = null;
        boolean failing = last != null && last.condition() == TableCondition.FAILED;
        failedAt = failing ? failedAt : null;
    }

    void fill(String where, FillMeter meter, Instant now) {
        path = where;
        fill.begin(meter, now);
    }

    void delayFill(String where, String why) {
        path = where;
        fill.delay(why);
    }

    void endFill(String where, String failure, Instant now) {
        path = where;
        fill.end(failure, now);
    }

    /** When its last fill began, which has all that the source had committed by then. */
    Instant viewed() {
        return fill.since();
    }

    void verified(TableStatus.Verified last) {
        verified = last;
    }

    TableStatus status(Instant now, Double behind) {
        Instant source = last == null ? null : last.sourceCommitTime();
        return new TableStatus(
                table.toString(),
                path,
                last == null ? null : last.mode(),
                version,
                condition(),
                events,
                lastBatch,
                last == null ? null : last.position(),
                source == null ? null : source.toString(),
                lag(source, now, behind),
                failure != null ? failure.reason() : last == null ? null : last.message(),
                failure == null || failure.retryAt() == null
                        ? null
                        : failure.retryAt().toString(),
                fill.status(),
                verified,
                settings());
    }

    /** Of one that is gone there is nothing that it could lack. */
    private Double lag(Instant source, Instant now, Double behind) {
        return switch (condition()) {
            case GONE -> null;
            case FAILED -> SourceLag.seconds(source == null ? failedAt : source, now);
            case WAITING, SNAPSHOT, FILLING, LIVE, INCOMPLETE -> behind;
        };
    }

    private TableCondition condition() {
        if (fill.isUnderWay()) {
            return TableCondition.FILLING;
        }
        if (failure != null) {
            return TableCondition.FAILED;
        }
        return last == null ? TableCondition.WAITING : last.condition();
    }
}
