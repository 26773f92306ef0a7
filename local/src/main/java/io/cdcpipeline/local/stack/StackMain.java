package io.cdcpipeline.local.stack;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The process that PostgreSQL, Kafka and Connect share. One argument: the file with the {@link StackSpec}. Standard
 * output carries nothing but stage events; everything else goes to the log files.
 */
public final class StackMain {

    private StackMain() {}

    public static void main(String[] args) throws InterruptedException {
        StageEvents events = new StageEvents(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setOut(System.err);
        Stack stack = new Stack(StackSpec.read(Path.of(args[0])), events);
        Runtime.getRuntime().addShutdownHook(new Thread(stack::stop, "stack-stop"));
        int code = stack.run();
        // From another thread: the shutdown hook waits for this one's work, not for this call.
        System.exit(code);
    }
}
