package io.cdcpipeline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Where the time of a batch of one row, and of one without a change, goes: by the steps that the job tells a flight recording, and by
 * the CPU that its process used.
 */
final class StepBench {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Until the job's hot code is compiled, for the greater part. */
    private static final int WARM_UP = 150;

    private static final int PAUSE_MILLIS = 300;

    private final Endpoints pipeline;

    private StepBench(Endpoints pipeline) {
        this.pipeline = pipeline;
    }

    /** Arguments: the pipeline's folder, batches of one row, seconds without a change. */
    public static void main(String[] args) throws Exception {
        StepBench bench = new StepBench(Endpoints.of(Path.of(args[0])));
        bench.change(WARM_UP);
        Path file = Files.createTempFile("steps", ".jfr");
        try {
            bench.ask("JFR.start", "name=steps", "settings=default");
            bench.run(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            bench.ask("JFR.stop", "name=steps", "filename=" + file);
            System.out.println(StepTable.of(StepRecording.ofChanges(file), StepRecording.ofNothing(file)));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void run(int rows, int seconds) throws Exception {
        Duration begin = cpu();
        Distribution latencies = Distribution.of(change(rows));
        Duration alone = cpu();
        TimeUnit.SECONDS.sleep(seconds);
        System.out.printf(
                "commit in PostgreSQL until readable: %s%nCPU of the job: %.0f ms a row that comes alone, %.1f %% of a core without a change%n%n",
                latencies,
                alone.minus(begin).toNanos() / 1e6 / rows,
                100.0 * cpu().minus(alone).toNanos() / TimeUnit.SECONDS.toNanos(seconds));
    }

    private Duration cpu() {
        return ProcessHandle.of(pipeline.job())
                .flatMap(p -> p.info().totalCpuDuration())
                .orElseThrow();
    }

    private void ask(String... command) throws IOException, InterruptedException {
        String[] all = new String[command.length + 2];
        all[0] = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        all[1] = Long.toString(pipeline.job());
        System.arraycopy(command, 0, all, 2, command.length);
        Process process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", all) + " ends " + process.exitValue());
        }
    }

    /** One row after the other, each when the one before can be read. @return how long each took, in nanoseconds */
    private long[] change(int rows) throws Exception {
        long[] latencies = new long[rows];
        DeltaLog log = DeltaLog.tail(pipeline.lake().resolve("bench/ticks"));
        try (Connection source = pipeline.connect();
                Statement sql = source.createStatement()) {
            for (int i = 0; i < rows; i++) {
                Lsn from = Lsn.next(sql);
                sql.executeUpdate("INSERT INTO bench.ticks SELECT coalesce(max(id), 0) + 1, 'alone' FROM bench.ticks");
                long committed = System.nanoTime();
                latencies[i] = log.await(from, PATIENCE) - committed;
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        }
        return latencies;
    }
}
