package io.cdcpipeline.job.apply;

/** A table has other rows than when its comparison began: it was filled anew. Another comparison may succeed. */
final class FilledMeanwhileException extends NotComparedException {

    private static final long serialVersionUID = 1L;

    FilledMeanwhileException() {
        super("it was filled anew meanwhile");
    }
}
