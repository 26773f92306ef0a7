package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.api.Credentials;
import io.cdcpipeline.api.ExternalMariadb;
import io.cdcpipeline.api.ExternalPostgresql;
import io.cdcpipeline.api.ManagedPostgresql;
import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.api.Postgresql;
import io.cdcpipeline.api.WalAction;
import io.cdcpipeline.api.WalBudget;
import org.junit.jupiter.api.Test;

class WalLimitTest {

    private static final ManagedPostgresql MANAGED = new ManagedPostgresql(null, null, null, null);
    private static final Credentials LOGIN = new Credentials("shop-db", null, null);
    private static final ExternalPostgresql EXTERNAL = new ExternalPostgresql("db", null, LOGIN, null);

    @Test
    void managedDatabaseIsKeptFromFillingItsOwnVolume() {
        WalLimit limit = WalLimit.of(new Postgresql("shop", MANAGED, null, null, null));

        assertThat(limit).isEqualTo(new WalLimit(5L << 30, true, "half of its volume"));
    }

    @Test
    void nobodysSlotIsDroppedInADatabaseOfOthersUnlessTheySaySo() {
        assertThat(WalLimit.of(new Postgresql("shop", null, EXTERNAL, null, null)))
                .isEqualTo(new WalLimit(10L << 30, false, "10Gi"));
        var release = new WalBudget("300Mi", WalAction.RELEASE);
        assertThat(WalLimit.of(new Postgresql("shop", null, EXTERNAL, null, release)))
                .isEqualTo(new WalLimit(300L << 20, true, "300Mi"));
    }

    @Test
    void whatIsLeftOutOfABudgetIsAsWithoutOne() {
        assertThat(WalLimit.of(new Postgresql("shop", MANAGED, null, null, new WalBudget("1Gi", null)))
                        .release())
                .isTrue();
        assertThat(WalLimit.of(new Postgresql("shop", MANAGED, null, null, new WalBudget(null, WalAction.WARN))))
                .isEqualTo(new WalLimit(5L << 30, false, "half of its volume"));
    }

    @Test
    void otherDatabasesKeepNoLogForAReader() {
        var mariadb = new Mariadb(null, new ExternalMariadb("db", null, LOGIN, null), null);

        assertThat(WalLimit.of(mariadb)).isEqualTo(WalLimit.NONE);
    }
}
