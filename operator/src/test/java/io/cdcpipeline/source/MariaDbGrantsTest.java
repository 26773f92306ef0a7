package io.cdcpipeline.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MariaDbGrantsTest {

    @Test
    void rightsOfARoleThatIsOnCountLikeTheUsersOwn() {
        MariaDbGrants grants = MariaDbGrants.of(List.of(
                "GRANT `repl` TO `r`@`%`",
                "GRANT USAGE ON *.* TO `r`@`%` IDENTIFIED BY PASSWORD '*B6'",
                "GRANT SELECT, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO `repl`",
                "SET DEFAULT ROLE `repl` FOR `r`@`%`"));

        assertThat(grants.everywhere("REPLICATION SLAVE")).isTrue();
        assertThat(grants.everywhere("BINLOG MONITOR")).isTrue();
        assertThat(grants.everywhere("RELOAD")).isFalse();
    }

    @Test
    void aRightOnOneDatabaseIsNoneEverywhere() {
        MariaDbGrants grants = MariaDbGrants.of(
                List.of("GRANT USAGE ON *.* TO `c`@`%`", "GRANT SELECT, LOCK TABLES ON `shop`.* TO `c`@`%`"));

        assertThat(grants.everywhere("LOCK TABLES")).isFalse();
        assertThat(grants.somewhere("LOCK TABLES")).isTrue();
    }

    @Test
    void allIsEachOfThem() {
        MariaDbGrants grants =
                MariaDbGrants.of(List.of("GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION"));

        assertThat(grants.everywhere("REPLICATION SLAVE")).isTrue();
        assertThat(grants.somewhere("LOCK TABLES")).isTrue();
    }
}
