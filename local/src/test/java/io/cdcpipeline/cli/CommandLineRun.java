package io.cdcpipeline.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line left behind, run in this process. */
public record CommandLineRun(int code, String output, String errors) {

    public static CommandLineRun of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandLineRun(code, out.toString(), err.toString());
    }
}
