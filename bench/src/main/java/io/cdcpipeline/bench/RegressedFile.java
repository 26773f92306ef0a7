package io.cdcpipeline.bench;

/**
 * What went on while a file ran.
 *
 * @param deadLetters that came
 * @param stops of the connector's task and of the job
 */
record RegressedFile(String name, long deadLetters, long stops) {

    static final RegressedFile NONE = new RegressedFile("", 0, 0);

    /** Reads a line {@code file TAB dead letters TAB stops}. */
    static RegressedFile of(String line) {
        String[] parts = line.split("\t");
        return new RegressedFile(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    RegressedFile plus(RegressedFile other) {
        return new RegressedFile(name, deadLetters + other.deadLetters, stops + other.stops);
    }
}
