package io.cdcpipeline.shipped;

import io.cdcpipeline.testing.ApiServer;
import io.cdcpipeline.testing.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code kubectl}, as a user calls it in the checkout, against the tests' API server. */
record Kubectl(Path program, Path kubeconfig) {

    /** What it wrote to both streams, and how it ended. */
    record Result(int status, String output) {}

    static Kubectl of(ApiServer api, Path folder) throws IOException {
        return new Kubectl(api.kubectl(), Files.writeString(folder.resolve("kubeconfig"), api.kubeconfig()));
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(Checkout.root().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("Still running: " + command);
        }
        return new Result(process.exitValue(), output);
    }
}
