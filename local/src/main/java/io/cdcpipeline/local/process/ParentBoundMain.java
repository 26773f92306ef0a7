package io.cdcpipeline.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class, and ends the process when the one that started it is gone: that one holds the other end of
 * standard input and never writes to it, so that the end of the stream means that it asked for the end or died, by
 * whatever signal.
 *
 * <p>Uses nothing but the JDK: it stands on the class path of Spark as well as on our own.
 */
public final class ParentBoundMain {

    /** How long shutdown hooks may take before the process is halted. */
    static final long GRACE_MILLIS = 30_000;

    private ParentBoundMain() {}

    public static void main(String[] args) throws Throwable {
        InputStream tether = System.in;
        Thread watch = new Thread(() -> endWith(tether), "tether");
        watch.setDaemon(true);
        watch.start();
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void endWith(InputStream tether) {
        try {
            tether.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe says the same as a closed one.
        }
        Thread halt = new Thread(ParentBoundMain::haltAfterGrace, "tether-halt");
        halt.setDaemon(true);
        halt.start();
        System.exit(0);
    }

    private static void haltAfterGrace() {
        try {
            Thread.sleep(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }
}
