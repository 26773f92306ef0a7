package io.cdcpipeline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cdcpipeline.bench.RegressedTable.Fate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegressedTest {

    private static final List<String> SEEN =
            List.of("a\tpublic.one", "a\tpublic.two", "b\tpublic.one", "b\tpublic.three", "b\tpublic.four");

    @Test
    void aTableBelongsToTheFileAfterWhichItWasFirstSeenAndCountsWhereItIsLeft() throws Exception {
        Regressed regressed = regressed(List.of("public.one: equal, 1 row"), List.of("public.one: equal, 1 row"));

        assertThat(regressed.tables(SEEN, Set.of("public.one")))
                .containsExactly(new RegressedTable("a", "public.one", Fate.EQUAL, ""));
    }

    @Test
    void oneThatWasFilledMeanwhileIsHealedAndSaysWhatWasWrongBefore() throws Exception {
        Regressed regressed = regressed(
                List.of("public.one: DIFFERENT, 2 rows of 5 in the source", "  ('1') only in the source"),
                List.of("public.one: equal, 5 rows"));

        assertThat(regressed.tables(SEEN, Set.of("public.one")))
                .containsExactly(
                        new RegressedTable("a", "public.one", Fate.HEALED, "DIFFERENT, 2 rows of 5 in the source"));
    }

    @Test
    void whatIsNoTableOfTheLakeIsMissingAndWhatFailedSaysWhy() throws Exception {
        Regressed regressed = regressed(List.of(), List.of("public.four: NOT COMPARED, it is not in the lake"));

        assertThat(regressed.tables(SEEN, Set.of("public.two", "public.three", "public.four")))
                .containsExactly(
                        new RegressedTable("a", "public.two", Fate.FAILED, "the disk is full"),
                        new RegressedTable("b", "public.three", Fate.MISSING, "it is not in the lake"),
                        new RegressedTable("b", "public.four", Fate.MISSING, "it is not in the lake"));
    }

    @Test
    void deadLettersAreToldByTable() throws Exception {
        assertThat(regressed(List.of(), List.of()).letters())
                .containsExactly("- dead letters of `public.gone`: 2, the array {{1}} has several dimensions");
    }

    private static Regressed regressed(List<String> first, List<String> second) throws Exception {
        String status = """
                {"apply": {"tables": [
                  {"name": "public.one", "version": 3, "state": "Live"},
                  {"name": "public.two", "version": 0, "state": "Failed", "message": "the disk is full"},
                  {"name": "public.four", "version": -1, "state": "Waiting"}],
                "letters": [{"table": "public.gone", "count": 2, "reason": "the array {{1}} has several dimensions"}]}}""";
        return new Regressed(
                new ObjectMapper().readTree(status), Regressed.verdicts(first), Regressed.verdicts(second));
    }
}
