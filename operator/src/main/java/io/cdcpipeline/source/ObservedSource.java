package io.cdcpipeline.source;

import java.util.List;

/** What was seen of a database when it was last asked. */
public sealed interface ObservedSource {

    /**
     * It answered.
     *
     * @param problems what keeps a connector from running, or would break the source once it runs; empty: fit
     * @param notes what keeps nothing from running, and is good to know; each a sentence
     * @param tables the tables that are captured, {@code schema.table}, sorted
     * @param log where the changes are read
     */
    record Seen(List<Problem> problems, List<String> notes, List<String> tables, ObservedLog log)
            implements ObservedSource {

        public Seen(List<Problem> problems, List<String> tables, ObservedLog log) {
            this(problems, List.of(), tables, log);
        }

        Seen with(ObservedLog changed) {
            return new Seen(problems, notes, tables, changed);
        }
    }

    /** It did not answer, or refused. */
    record Unreachable(Refusal reason, String message) implements ObservedSource {

        /** The same with the way out. */
        public Unreachable with(Remedies remedies) {
            return new Unreachable(reason, message + "; " + remedies.of(reason));
        }
    }

    /** It was not asked: nothing to ask is there yet. */
    record NotAsked() implements ObservedSource {}
}
