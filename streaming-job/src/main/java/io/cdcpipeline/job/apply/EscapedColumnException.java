package io.cdcpipeline.job.apply;

/** A column is not masked any more because the source calls it otherwise: only a human can decide whether its values may be seen. */
final class EscapedColumnException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** @param why a sentence with the way out */
    EscapedColumnException(String why) {
        super(why);
    }
}
