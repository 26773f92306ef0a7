package io.cdcpipeline.connect.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.event.SourceColumn;
import io.cdcpipeline.contract.event.SourceColumn.Initial;
import io.debezium.connector.mariadb.charset.MariaDbCharsetRegistry;
import io.debezium.relational.Table;
import io.debezium.relational.TableId;
import io.debezium.relational.Tables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribedTableTest {

    /** What the rows that are there get in a column that is added; nothing for NULL, a question mark where nobody can tell. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "int | ",
                "int DEFAULT NULL | ",
                "int NOT NULL DEFAULT 7 | 7",
                "int NOT NULL | 0",
                "decimal(10,2) DEFAULT 1.50 | 1.50",
                "varchar(9) NOT NULL DEFAULT 'a b' | a b",
                "varchar(9) NOT NULL | \"\"",
                "varchar(9) DEFAULT 'it''s' | ?",
                "enum('x','y') DEFAULT 'y' | y",
                "enum('x','y') DEFAULT 'Y' | ?",
                "int DEFAULT (1 + 2) | ?",
                "datetime DEFAULT current_timestamp() | ?",
                "date NOT NULL | ?",
                "int GENERATED ALWAYS AS (id * 2) STORED | ?"
            })
    void rowsFromBeforeGetTheDefault(String definition, String expected) {
        Tables tables = new Tables();
        TextDdlParser parser =
                new TextDdlParser(false, id -> true, new MariaDbCharsetRegistry(), CurrentTransaction.of("defaults"));
        parser.setCurrentSchema("shop");
        parser.parse("CREATE TABLE t (id int PRIMARY KEY)", tables);
        parser.parse("ALTER TABLE t ADD COLUMN c " + definition, tables);

        Table described = DescribedTable.of(tables.forTable(new TableId("shop", null, "t")));

        Initial initial = SourceColumn.parse(described.columnWithName("c").typeExpression())
                .initial();
        assertThat(initial.known() ? initial.text() : "?").isEqualTo(expected);
    }
}
