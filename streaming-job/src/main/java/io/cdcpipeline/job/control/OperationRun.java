package io.cdcpipeline.job.control;

/** What an operation that runs has to do with whoever asked for it. Thread-safe. */
public interface OperationRun {

    /**
     * @param done tables of {@code total} that are done
     * @param message what it is doing now, as one sentence; null when there is nothing to say
     */
    void progress(long done, long total, String message);

    boolean isCancelled();

    /** @param stop ends what is under way when the operation is cancelled; called at once when it is by now */
    void onCancel(Runnable stop);
}
