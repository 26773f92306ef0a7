package io.cdcpipeline.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlScriptTest {

    @Test
    void statementsEndAtSemicolons() {
        assertThat(texts("SELECT 1; SELECT 2;\nSELECT 3")).containsExactly("SELECT 1", "SELECT 2", "SELECT 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t", ";;;", "-- only a comment;", "/* a; /* nested; */ comment; */"})
    void nothingToRunIsNoStatement(String script) {
        assertThat(texts(script)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a;b'",
                "SELECT 'it''s; here'",
                "SELECT E'a\\';b'",
                "SELECT E'a''\\';b'",
                "SELECT \"a;b\" FROM t",
                "SELECT \"a\"\";b\" FROM t",
                "SELECT $$a;b$$",
                "SELECT $tag$a;$$;b$tag$",
                "SELECT 1 -- one; two\n+ 2",
                "SELECT 1 /* one; /* two; */ three; */ + 2",
                "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)",
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
                "SELECT $1 + 2",
                "SELECT 'Zürich; 東京; 🦜'"
            })
    void semicolonWithinAStatementDoesNotEndIt(String statement) {
        assertThat(texts(statement + ";\nSELECT 2")).containsExactly(statement, "SELECT 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'open", "SELECT $$open", "SELECT 1 /* open", "SELECT \"open"})
    void whatIsNotClosedReachesToTheEnd(String statement) {
        assertThat(texts(statement + "; SELECT 2")).containsExactly(statement + "; SELECT 2");
    }

    @Test
    void aStatementKnowsItsLine() {
        List<SqlStatement> statements = SqlScript.statements("-- head\n\nSELECT 1;\n\n  SELECT\n2;");

        assertThat(statements).extracting(SqlStatement::line).containsExactly(3, 5);
    }

    @Test
    void psqlCommandsStandOnLinesOfTheirOwn() {
        List<SqlStatement> statements = SqlScript.statements("\\set a it's\nSELECT 1;\n\\set b `cat /x`\n");

        assertThat(statements)
                .extracting(SqlStatement::text)
                .containsExactly("\\set a it's", "SELECT 1", "\\set b `cat /x`");
        assertThat(statements).extracting(SqlStatement::isMetaCommand).containsExactly(true, false, true);
    }

    @Test
    void rowsAfterCopyBelongToIt() {
        List<SqlStatement> statements =
                SqlScript.statements("COPY t (a, b) FROM stdin;\n1\tx;y\n2\t\\N\n\\.\nSELECT 1;");

        assertThat(statements).extracting(SqlStatement::text).containsExactly("COPY t (a, b) FROM stdin", "SELECT 1");
        assertThat(statements.get(0).copyData()).isEqualTo("1\tx;y\n2\t\\N\n");
    }

    @Test
    void copyMayHaveNoRows() {
        List<SqlStatement> statements = SqlScript.statements("COPY t FROM STDIN;\n\\.\nSELECT 1;");

        assertThat(statements.get(0).copyData()).isEmpty();
        assertThat(statements).hasSize(2);
    }

    @Test
    void copyFromAFileHasNoRowsInTheScript() {
        assertThat(SqlScript.statements("COPY t FROM '/x'; SELECT 1;"))
                .extracting(SqlStatement::copyData)
                .containsOnlyNulls();
    }

    private static List<String> texts(String script) {
        return SqlScript.statements(script).stream().map(SqlStatement::text).toList();
    }
}
