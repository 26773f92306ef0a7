package io.cdcpipeline.job.apply;

import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableView;
import io.cdcpipeline.job.schema.Evolution;
import io.cdcpipeline.job.schema.RowShape;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A real engine whose process dies before or after one of its writing steps; afterwards it does nothing any more. */
record CrashingEngine(TableEngine real, Plan plan) implements TableEngine {

    /** The process is gone. */
    static final class Crash extends RuntimeException {}

    /** Counts the places where it can die: two for each step. */
    static final class Plan {

        private final int crashAt;
        private final AtomicInteger places = new AtomicInteger();

        Plan(int crashAt) {
            this.crashAt = crashAt;
        }

        int steps() {
            return places.get();
        }

        void pass() {
            if (places.getAndIncrement() >= crashAt) {
                throw new Crash();
            }
        }
    }

    private <T> T step(Supplier<T> writing) {
        plan.pass();
        T result = writing.get();
        plan.pass();
        return result;
    }

    @Override
    public Optional<TableView> open(String path) {
        return real.open(path);
    }

    @Override
    public Optional<String> metadata(String path, Predicate<String> wanted) {
        return real.metadata(path, wanted);
    }

    @Override
    public TableView create(String path, RowShape shape, Map<String, String> properties) {
        return step(() -> real.create(path, shape, properties));
    }

    @Override
    public TableView evolve(String path, Evolution evolution) {
        return step(() -> real.evolve(path, evolution));
    }

    @Override
    public Dataset<Row> rows(String path, long version) {
        return real.rows(path, version);
    }

    @Override
    public Committed commit(TableCommit commit) {
        return step(() -> real.commit(commit));
    }
}
