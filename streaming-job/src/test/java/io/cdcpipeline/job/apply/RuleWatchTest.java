package io.cdcpipeline.job.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.SourceDatabase;
import io.cdcpipeline.contract.columns.ColumnRule;
import io.cdcpipeline.contract.columns.Mask;
import io.cdcpipeline.contract.columns.SourceColumns;
import io.cdcpipeline.contract.columns.TableColumns;
import io.cdcpipeline.job.fill.SourceTable;
import io.cdcpipeline.job.lake.TableId;
import io.cdcpipeline.job.progress.BatchListener;
import io.cdcpipeline.job.progress.PartitionProgress;
import io.cdcpipeline.job.progress.TableProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Given rules for columns, when somebody looks at the source's tables, then those that do nothing are told, once. */
class RuleWatchTest {

    private static final TableId T = new TableId("inventory", "t");

    private static final SourceColumns EMAIL = new SourceColumns(
            List.of(new TableColumns(
                    "inventory\\.t", List.of(new ColumnRule("email", Mask.SET_NULL, null, null)), List.of())),
            null);

    private final List<String> told = new ArrayList<>();
    private final RuleWatch watch = new RuleWatch(
            new SourceDatabase("host", 5432, "db", "login", null, "p", "s", ".*", null, EMAIL, null, null),
            null,
            new BatchListener() {
                @Override
                public void applied(long batch, List<PartitionProgress> partitions, List<TableProgress> tables) {}

                @Override
                public void unmatchedRules(TableId table, List<Integer> rules) {
                    told.add(table + " " + rules);
                }
            },
            table -> {});

    @Test
    void aMaskedColumnThatIsRenamedAndComesBackIsToldEachTime() {
        look("email");
        look("mail");
        look("mail");
        look("email");

        assertThat(told).containsExactly("inventory.t [0]", "inventory.t []");
    }

    @Test
    void aTableWithoutRulesHasNoneThatDoNothing() {
        watch.look(Map.of(new TableId("inventory", "u"), table("email")));

        assertThat(told).isEmpty();
    }

    private void look(String column) {
        watch.look(Map.of(T, table(column)));
    }

    private static SourceTable table(String column) {
        return new SourceTable(0, "", Map.of("1", "id", "2", column), Map.of(), null);
    }
}
