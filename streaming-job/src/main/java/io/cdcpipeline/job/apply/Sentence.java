package io.cdcpipeline.job.apply;

/** An exception as one sentence for a status. */
final class Sentence {

    private Sentence() {}

    /** The first line of what it says, or its name. */
    static String of(Throwable e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.lines().filter(l -> !l.isBlank()).findFirst().orElse(message);
    }
}
