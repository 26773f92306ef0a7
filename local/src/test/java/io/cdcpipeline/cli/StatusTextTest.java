package io.cdcpipeline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.cdcpipeline.contract.JobState;
import io.cdcpipeline.contract.JobStatus;
import io.cdcpipeline.contract.TableCondition;
import io.cdcpipeline.contract.TableLetters;
import io.cdcpipeline.contract.TableStatus;
import io.cdcpipeline.local.status.StatusReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusTextTest {

    private static final List<TableLetters> LETTERS =
            List.of(new TableLetters("s.sales", 3, "NaN has no place", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z"));

    @Test
    void aFailedTableShowsWhyAndWhenItIsTriedAgain() {
        JobStatus job = job(List.of(sales(), users()));
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);

        new StatusText(new StatusReport("dir", true, List.of(), List.of(), null, null, job)).print(out);
        out.flush();

        assertThat(text.toString().lines().map(line -> line.strip().replaceAll(" {2,}", "|")))
                .contains(
                        "s.sales|Failed|-|0|append-only; tried again at 2026-01-02T03:04:05Z",
                        "s.users|Live Changelog|4|12",
                        "s.users|tableSettings[0]: mode: Changelog",
                        "DEAD LETTERS OF|COUNT|SINCE|FIRST REASON",
                        "s.sales|3|2026-01-02T03:04:05Z|NaN has no place");
    }

    private static TableStatus sales() {
        return new TableStatus(
                "s.sales",
                "/s",
                null,
                -1,
                TableCondition.FAILED,
                0,
                null,
                null,
                null,
                null,
                "append-only",
                "2026-01-02T03:04:05Z",
                null,
                null,
                null);
    }

    private static TableStatus users() {
        return new TableStatus(
                "s.users",
                "/u",
                "Changelog",
                4,
                TableCondition.LIVE,
                12,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "tableSettings[0]: mode: Changelog");
    }

    private static JobStatus job(List<TableStatus> tables) {
        return new JobStatus(
                "p", JobState.RUNNING, null, 1, null, null, 0, 0, Map.of(), tables, 0, 0, null, null, null, LETTERS);
    }
}
