package io.cdcpipeline.job.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TableTasksTest {

    private final List<String> done = new ArrayList<>();

    @Test
    void whatWaitsForATableThatIsReleasedIsNotDone() {
        Queue<Runnable> later = new ArrayDeque<>();
        TableTasks tasks = new TableTasks(later::add);
        tasks.add("a", () -> done.add("a"));
        tasks.add("b", () -> done.add("b"));

        tasks.release("a");
        later.forEach(Runnable::run);

        assertThat(done).containsExactly("b");
    }

    @Test
    void aTableIsReleasedWhenWhatIsUnderWayIsDone() throws InterruptedException {
        TableTasks tasks = TableTasks.inThread("test");
        CountDownLatch end = underWay(tasks, "a");
        Thread releases = new Thread(() -> {
            tasks.release("a");
            done.add("released");
        });
        releases.start();
        while (releases.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        end.countDown();
        releases.join();

        assertThat(done).containsExactly("a", "released");
    }

    @Test
    void anotherTablesWorkKeepsNobodyWaiting() throws InterruptedException {
        TableTasks tasks = TableTasks.inThread("test");
        CountDownLatch end = underWay(tasks, "a");

        tasks.release("b");

        end.countDown();
    }

    /** A table that is made anew at the path is one like any other. */
    @Test
    void aTableThatWasReleasedCanHaveWorkAgain() {
        TableTasks tasks = new TableTasks(Runnable::run);
        tasks.release("a");

        tasks.add("a", () -> done.add("a"));

        assertThat(done).containsExactly("a");
    }

    /** @return what the work waits for, which has begun */
    private CountDownLatch underWay(TableTasks tasks, String table) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        tasks.add(table, () -> {
            begun.countDown();
            await(end);
            done.add(table);
        });
        begun.await();
        return end;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
