package io.cdcpipeline.bench.commit;

import com.sun.management.OperatingSystemMXBean;
import io.cdcpipeline.job.engine.Engines;
import io.cdcpipeline.job.engine.TableCommit;
import io.cdcpipeline.job.engine.TableEngine;
import io.cdcpipeline.job.engine.TableWriter;
import io.cdcpipeline.job.testing.LocalSpark;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** How long one commit of changes to a table of accounts takes, by the engine, the table's rows and the changes' number. */
public final class CommitBench {

    private static final int ROUNDS = 3;

    private static final OperatingSystemMXBean OS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private CommitBench() {}

    /** @param args commits in a round; engines, with commas between; then {@code rows/changes} for each measurement, such as {@code 500000/20} */
    public static void main(String[] args) throws IOException {
        SparkSession session = LocalSpark.session();
        Path lake = Files.createTempDirectory("commits");
        try {
            System.out.println(
                    "| engine | rows | changes | first | its CPU | median | 90 % | longest | CPU a commit | files | scan | optimized |\n|---|---|---|---|---|---|---|---|---|---|---|---|");
            for (String size : Arrays.copyOfRange(args, 2, args.length)) {
                String[] numbers = size.split("/");
                var accounts = new Accounts(Long.parseLong(numbers[0]), Integer.parseInt(numbers[1]));
                measure(session, lake, accounts, args);
            }
        } finally {
            session.stop();
            FileUtils.deleteDirectory(lake.toFile());
        }
    }

    private static void measure(SparkSession session, Path lake, Accounts accounts, String[] args) {
        Map<String, Round> rounds = new TreeMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (String name : args[1].split(",")) {
                SparkConf conf = new SparkConf(false).set(Engines.SETTING, name);
                TableEngine engine = Engines.of(conf).apply(session.newSession());
                String path = path(lake, name, accounts);
                TableWriter table = round == 0 ? accounts.table(session, engine, path) : engine.table(path);
                // The last round counts: in those before, code is compiled.
                rounds.put(name, commits(table, accounts, new Plan(round, Integer.parseInt(args[0]))));
            }
        }
        rounds.forEach(
                (name, round) -> print(name, accounts, round, TableScan.of(session, path(lake, name, accounts))));
    }

    private static void print(String engine, Accounts accounts, Round round, TableScan scan) {
        System.out.printf(
                "| %s | %,d | %,d | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %.0f ms | %d | %.0f ms | %.0f ms |%n",
                engine,
                accounts.rows(),
                accounts.changes(),
                round.first().millis(),
                round.first().cpu(),
                round.quantile(0.5),
                round.quantile(0.9),
                round.quantile(1),
                round.cpu(),
                scan.files(),
                scan.millis(),
                scan.optimized());
    }

    private static String path(Path lake, String engine, Accounts accounts) {
        return "file:" + lake + "/" + engine + accounts;
    }

    /**
     * The commits of a round.
     *
     * @param first the one before, in which an engine that has just begun may read the table's keys
     * @param millis that each took, sorted
     * @param cpu milliseconds of the whole process for each, its compiler's and collector's included: what a busy machine shows too
     */
    private record Round(First first, double[] millis, double cpu) {

        double quantile(double q) {
            return millis[(int) Math.min(millis.length - 1, millis.length * q)];
        }
    }

    private record First(double millis, double cpu) {}

    private record Plan(int round, int commits) {

        /** Of the commit: no other of the table has it. */
        int number(int commit) {
            return round * (commits + 1) + commit + 2;
        }
    }

    private static Round commits(TableWriter table, Accounts accounts, Plan plan) {
        Random random = new Random(plan.round());
        long before = OS.getProcessCpuTime();
        double took = millis(table, accounts.commit(plan.number(-1), random));
        long cpu = OS.getProcessCpuTime();
        First first = new First(took, (cpu - before) / 1e6);
        double[] millis = new double[plan.commits()];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = millis(table, accounts.commit(plan.number(i), random));
        }
        Arrays.sort(millis);
        return new Round(first, millis, (OS.getProcessCpuTime() - cpu) / 1e6 / millis.length);
    }

    private static double millis(TableWriter table, TableCommit commit) {
        long start = System.nanoTime();
        table.commit(commit);
        return (System.nanoTime() - start) / 1e6;
    }
}
