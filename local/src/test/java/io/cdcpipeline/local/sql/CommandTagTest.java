package io.cdcpipeline.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandTagTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    insert into t values (1)                       | 3 | INSERT 0 3
                    UPDATE t SET a = 1                             | 0 | UPDATE 0
                    delete from t                                  | 7 | DELETE 7
                    CREATE TABLE t (a int)                         | 0 | CREATE TABLE
                    create unlogged table t (a int)                | 0 | CREATE TABLE
                    CREATE OR REPLACE FUNCTION f() RETURNS int     | 0 | CREATE FUNCTION
                    create unique index i on t (a)                 | 0 | CREATE INDEX
                    CREATE EVENT TRIGGER x ON ddl_command_end      | 0 | CREATE EVENT TRIGGER
                    DROP MATERIALIZED VIEW v                       | 0 | DROP MATERIALIZED VIEW
                    /* why */ ALTER TABLE t ADD b int              | 0 | ALTER TABLE
                    -- why\\tTRUNCATE t                             | 0 | TRUNCATE
                    BEGIN                                          | 0 | BEGIN
                    VACUUM (FULL) t                                | 0 | VACUUM
                    """)
    void tagIsWhatPsqlPrints(String statement, long count, String tag) {
        assertThat(CommandTag.of(statement.replace("\\t", "\n"), count)).isEqualTo(tag);
    }
}
