package io.cdcpipeline.job.apply;

import io.cdcpipeline.contract.Repair;
import io.cdcpipeline.contract.event.StreamStart;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.fill.FillDelayedException;
import io.cdcpipeline.job.fill.NotPublishedException;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.state.Repairs;
import io.cdcpipeline.job.state.TableContext;
import io.cdcpipeline.job.transport.TopicInfo;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fills of tables from the source: on somebody's wish, and by themselves for tables that lack something. A
 * fill that cannot be done is tried again later, and the table goes on as it is. Thread-safe.
 */
final class TableFills {

    private static final Logger LOG = LoggerFactory.getLogger(TableFills.class);

    private static final String CANCELLED = "the fill was cancelled; the table keeps what it had";

    private final Filler filler;
    private final SourceStream stream;
    private final Repair policy;
    private final FollowedFills followed;
    private final Clock clock;
    private final FillRequests requests;
    private final Set<TableId> early = ConcurrentHashMap.newKeySet();
    /** Tables that the source did not have, and what they lacked then: it is not asked for them again and again. */
    private final Map<TableId, String> absent = new ConcurrentHashMap<>();
    /** Null before the first look, and where nobody looks. */
    private volatile Set<TableId> captured;

    private volatile StreamStart lookedIn;

    TableFills(Filler filler, SourceStream stream, Repair policy, LakeApplication.Observer observer) {
        this.filler = filler;
        this.stream = stream;
        this.policy = policy;
        this.followed = new FollowedFills(observer.listener());
        this.clock = observer.clock();
        this.requests = new FillRequests(clock, filler.tablesAtOnce());
    }

    /**
     * What became of a fill.
     *
     * @param table afterwards; null when there was none
     * @param failure why there was none, as a sentence
     */
    record Outcome(TableContext table, String failure) {}

    boolean isPossible() {
        return filler.isPossible();
    }

    FollowedFills followed() {
        return followed;
    }

    /** Somebody wants it. @return whether nobody but he wants it: else it is not his to {@link #cancel} */
    boolean request(TableId table) {
        return requests.ask(table);
    }

    /** As {@link #request}, of one who wants nothing to go that only the lake has, and no other mode. */
    boolean requestGently(TableId table) {
        return requests.askGently(table);
    }

    /**
     * Whoever wanted it does no more. The table keeps what it had; only a fill that has all rows already is brought to its end.
     *
     * @return whether nothing is under way any more; else it is to be called again, until the fill has ended
     */
    boolean cancel(TableId table) {
        boolean ended = requests.cancel(table);
        if (!ended) {
            filler.stop(table);
        }
        return ended;
    }

    /** Nothing of the table is in the lake, and no change of it is applied before it is filled. */
    void requestFirst(TableId table, long bytes) {
        if (!requests.isWanted(table)) {
            requests.add(table, null, bytes);
            followed.fillWaits(table, filler.path(table), "it is filled from the source when its turn comes");
        }
    }

    /** The table became another one in the source, and no event says so. */
    void requestChanged(TableId table, String difference, long bytes) {
        if (policy.automatic()) {
            requests.add(table, difference, bytes);
        }
    }

    boolean isWanted(TableId table) {
        return requests.isWanted(table);
    }

    /** A change of the table came before it was known whether it has to be filled first. */
    void metEarly(TableId table) {
        early.add(table);
    }

    boolean wasMetEarly(TableId table) {
        return early.contains(table);
    }

    /** Whether it is known by now which tables have to be filled first, since the connector began; always, where none has. */
    boolean hasLooked() {
        return !filler.comesFirst() || captured != null && lookedIn.equals(stream.known());
    }

    /**
     * @param now the tables that are captured
     * @param start of the stream that was known before
     */
    void looked(Set<TableId> now, StreamStart start) {
        lookedIn = start;
        captured = now;
        early.clear();
        absent.clear();
    }

    /** Empty before the first look, and where nobody looks. */
    Optional<Set<TableId>> captured() {
        return Optional.ofNullable(captured);
    }

    /** As far as anybody has looked. */
    private boolean isCaptured(TableId table) {
        return captured == null || captured.contains(table);
    }

    /** Whether the changes of a table that is not in the lake have to wait. */
    boolean comesFirst(TableId table) {
        return !hasLooked() || requests.isWanted(table);
    }

    /** @param reason why the table is not as it should be; null when it is */
    void repair(TableContext table, String reason) {
        if (reason != null
                && policy.automatic()
                && filler.isPossible()
                && isCaptured(table.table())
                && !reason.equals(absent.get(table.table()))
                && Repairs.today(table.state().repairs(), reason, clock.instant()) < policy.maxPerDay()) {
            requests.add(table.table(), reason, filler.bytes(table.table()));
        }
    }

    /** About how large the table is, for the order of fills. */
    long bytes(TableId table) {
        return filler.bytes(table);
    }

    /** The table that is to be filled now, once it is out of the batches. */
    Optional<TableId> next() {
        return requests.next().map(FillRequests.Request::table);
    }

    /**
     * A table that keeps what is gone, and is not there, begins with the changes that are in Kafka, though a fill may have seen them, too: the first of
     * them tells whether rows came before, which are then read. Ends a fill that is about to begin.
     *
     * @param topic null when there is none
     */
    boolean givesWayToChanges(TableContext table, TopicInfo topic) {
        boolean begins = table.state().mode().keepsWhatIsGone()
                && !table.exists()
                && topic != null
                && topic.end() > 0
                && policy.automatic()
                && requests.current(table.table()).filter(r -> !r.asked()).isPresent();
        if (begins) {
            requests.done(table.table());
            followed.filled(table.table(), filler.path(table.table()), null);
        }
        return begins;
    }

    boolean isFilling(TableId table) {
        return requests.current(table).isPresent();
    }

    /** Something else is wrong with the table: if it is the one that is being filled, others come before it. */
    void giveUp(TableId table) {
        if (isFilling(table) && requests.isCancelled(table)) {
            cancelled(table);
        } else if (isFilling(table)) {
            requests.later(table);
        }
    }

    TableEngine engine(SparkSession session) {
        return filler.engine(session);
    }

    String topic(TableId table) {
        return filler.topic(table);
    }

    /** Fills the table that is to be filled now. @param context the table as its log has it */
    Outcome fill(SparkSession session, TableContext context) {
        TableId table = context.table();
        FillRequests.Request request = requests.current(table).orElseThrow();
        LOG.info("Table {} is filled from the source{}", table, request.isAutomatic() ? ": " + request.reason() : "");
        try {
            if (filler.comesFirst() && stream.known() == null) {
                throw new FillDelayedException(
                        "the fill of " + table + " waits: the connector has not told where it began");
            }
            TableContext filled = filler.fill(session, context, request, followed);
            requests.done(table);
            followed.filled(filled, filler.path(table));
            return new Outcome(filled, null);
        } catch (NotPublishedException e) {
            if (request.isAutomatic()) {
                absent.put(table, request.reason());
            }
            requests.done(table);
            followed.filled(table, filler.path(table), e.getMessage());
            return new Outcome(null, e.getMessage());
        } catch (Exception e) {
            return notNow(table, e);
        }
    }

    private void cancelled(TableId table) {
        LOG.info("The fill of table {} was cancelled", table);
        requests.done(table);
        followed.filled(table, filler.path(table), CANCELLED);
    }

    private Outcome notNow(TableId table, Exception e) {
        if (requests.isCancelled(table)) {
            cancelled(table);
            return new Outcome(null, CANCELLED);
        }
        LOG.warn("Table {} is not filled now; it is tried again", table, e);
        requests.later(table);
        followed.fillWaits(table, filler.path(table), Sentence.of(e));
        return new Outcome(null, Sentence.of(e));
    }
}
