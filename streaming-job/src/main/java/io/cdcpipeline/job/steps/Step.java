package io.cdcpipeline.job.steps;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A part of the work on a batch, for a flight recording: how long it took, and how much CPU its thread used. Where nobody records
 * it costs nothing; {@code bench/trigger} makes a table of them.
 */
@Name(Step.EVENT)
@Label("Step of a batch")
@Category("CDC pipeline")
@StackTrace(false)
public final class Step extends Event {

    static final String EVENT = "cdcpipeline.Step";

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** What a thread does now, of those that go from step to step. */
    private static final ThreadLocal<Step> CURRENT = new ThreadLocal<>();

    @Label("Name")
    private final String name;

    @Label("CPU time in nanoseconds")
    private long cpu;

    private transient long before;

    private Step(String name) {
        this.name = name;
    }

    /** One that is that work. */
    public static <T> T of(String name, Supplier<T> work) {
        Step step = begun(name);
        try {
            return work.get();
        } finally {
            step.ended();
        }
    }

    private static Step begun(String name) {
        Step step = new Step(name);
        step.begin();
        if (step.isEnabled()) {
            step.before = THREADS.getCurrentThreadCpuTime();
        }
        return step;
    }

    /** Begins one, which ends with this thread's next one. */
    public static void next(String name) {
        Step last = CURRENT.get();
        if (last != null) {
            last.ended();
        }
        CURRENT.set(begun(name));
    }

    private void ended() {
        if (shouldCommit()) {
            cpu = THREADS.getCurrentThreadCpuTime() - before;
            commit();
        }
    }
}
