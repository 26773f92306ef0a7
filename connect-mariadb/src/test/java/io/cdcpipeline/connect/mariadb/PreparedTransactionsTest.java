package io.cdcpipeline.connect.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.shyiko.mysql.binlog.event.Event;
import com.github.shyiko.mysql.binlog.event.EventData;
import com.github.shyiko.mysql.binlog.event.EventHeaderV4;
import com.github.shyiko.mysql.binlog.event.EventType;
import com.github.shyiko.mysql.binlog.event.MariadbGtidEventData;
import com.github.shyiko.mysql.binlog.event.QueryEventData;
import com.github.shyiko.mysql.binlog.event.WriteRowsEventData;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The names are written as a MariaDB writes them into its log. */
class PreparedTransactionsTest {

    private static final String A = "X'61',X'',1";
    private static final String B = "X'62',X'',1";

    private final PreparedTransactions prepared = new PreparedTransactions(100);

    @Test
    void rowsOfAPreparedTransactionAreKeptUntilItIsOver() {
        Event row = rows(40);
        assertThat(prepared.holds(gtid(true))).isFalse();
        assertThat(prepared.holds(row)).isTrue();
        end(A);

        assertThat(prepared.take(A)).contains(List.of(row));
        assertThat(prepared.take(A)).isEmpty();
    }

    @Test
    void rowsOfOthersGoTheirWay() {
        prepare(A);

        assertThat(prepared.holds(gtid(false))).isFalse();
        assertThat(prepared.holds(rows(1))).isFalse();
        assertThat(prepared.take(A)).contains(List.of());
    }

    @Test
    void ofWhatWasPreparedBeforeItBeganItHasNothing() {
        assertThat(prepared.take(A)).isEmpty();
    }

    @Test
    void oneThatBreaksOffIsNotKept() {
        prepared.holds(gtid(true));
        prepared.holds(rows(60));
        prepare(B, rows(60));

        assertThat(prepared.take(A)).isEmpty();
        assertThat(prepared.take(B)).hasValueSatisfying(kept -> assertThat(kept).hasSize(1));
    }

    @Test
    void whatIsTooMuchIsLeftInTheLogAndTakesNothingFromOthers() {
        prepare(A, rows(60), rows(60), rows(1));
        prepare(B, rows(90));

        assertThat(prepared.take(A)).isEmpty();
        assertThat(prepared.take(B)).isPresent();
    }

    @Test
    void whatIsOverMakesRoom() {
        prepare(A, rows(90));
        prepared.take(A);
        prepare(B, rows(90));

        assertThat(prepared.take(B)).isPresent();
    }

    private void prepare(String name, Event... rows) {
        prepared.holds(gtid(true));
        for (Event row : rows) {
            assertThat(prepared.holds(row)).isTrue();
        }
        end(name);
    }

    private void end(String name) {
        QueryEventData end = new QueryEventData();
        end.setSql("XA END " + name);
        assertThat(prepared.holds(event(EventType.QUERY, end, 1))).isFalse();
        assertThat(prepared.holds(event(EventType.XA_PREPARE, null, 1))).isFalse();
    }

    private static Event gtid(boolean isPrepared) {
        MariadbGtidEventData gtid = new MariadbGtidEventData();
        gtid.setFlags(MariadbGtidEventData.FL_TRANSACTIONAL | (isPrepared ? 64 : 0));
        return event(EventType.MARIADB_GTID, gtid, 1);
    }

    private static Event rows(int bytes) {
        return event(EventType.WRITE_ROWS, new WriteRowsEventData(), bytes);
    }

    private static Event event(EventType type, EventData data, int bytes) {
        EventHeaderV4 header = new EventHeaderV4();
        header.setEventType(type);
        header.setEventLength(header.getHeaderLength() + bytes);
        return new Event(header, data);
    }
}
