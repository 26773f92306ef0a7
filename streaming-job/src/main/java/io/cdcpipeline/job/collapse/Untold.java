package io.cdcpipeline.job.collapse;

/**
 * Why a change is in the dead-letter table.
 *
 * @param letter what stands there
 * @param lacking what the table says of itself
 */
record Untold(String letter, String lacking) {

    private static final String NO_KEY =
            "the table has no primary key, and %s: add a key, or set the connector's message.key.columns";
    private static final String ONCE = "each change is to be in a changelog once, and %s";

    private static final String VERSION_1 = "an event of version 0.1 does not tell whether a change comes twice";

    static Untold ofNoKey(String why) {
        return new Untold(
                NO_KEY.formatted(why),
                "it has no primary key, and changes of it are in the dead-letter table, since " + why);
    }

    /** An event of a release that did not count changes. */
    static Untold ofVersion1() {
        return new Untold(ONCE.formatted(VERSION_1), "changes of it are in the dead-letter table, since " + VERSION_1);
    }
}
