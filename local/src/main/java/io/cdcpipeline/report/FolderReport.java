package io.cdcpipeline.report;

import io.cdcpipeline.local.LocalException;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.home.SecretStore;
import io.cdcpipeline.local.status.StatusReport;
import io.cdcpipeline.local.supervise.LivePipeline;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Of a pipeline in a folder of this machine, whether it runs or not.
 *
 * @param tail how many lines of each log
 */
public record FolderReport(PipelineHome home, int tail) {

    /** @throws LocalException when there is no pipeline */
    public Report write(Path file) throws IOException {
        if (!home.exists()) {
            throw new LocalException("There is no pipeline in " + home
                    + "; name its folder with --dir, or one on a cluster: cdc report NAME.");
        }
        Report report = Report.into(file, Redaction.of(secrets()));
        try (report) {
            report.text("versions.txt", () -> Versions.ofThisMachine(home.dir()));
            report.tree("pipeline.yaml", () -> tree(home.manifest()));
            for (Path part : List.of(
                    home.identity(),
                    home.endpoints(),
                    home.ports(),
                    home.state(),
                    run("stack.json"),
                    run("job.json"))) {
                report.tree("objects/" + part.getFileName(), () -> tree(part));
            }
            live(report);
            for (Path log : logs()) {
                report.text("logs/" + log.getFileName(), () -> LastLines.of(log, tail));
            }
        }
        return report;
    }

    /** What its processes say, where they run. */
    private void live(Report report) throws IOException {
        Optional<LivePipeline> pipeline;
        try {
            pipeline = LivePipeline.find(home);
        } catch (LocalException e) {
            report.problem("status.yaml", e);
            return;
        }
        if (pipeline.isEmpty()) {
            report.text("status.txt", () -> "It does not run.\n");
            return;
        }
        String connect = pipeline.get().endpoints().connectUrl();
        report.tree(
                "status.yaml",
                () -> Serialization.unmarshal(StatusReport.of(pipeline.get()).json(), Map.class));
        report.tree(
                "connectors.yaml",
                () -> Serialization.unmarshal(Web.get(connect + "/connectors?expand=status&expand=info"), Map.class));
    }

    private Path run(String name) {
        return home.run().resolve(name);
    }

    private static Object tree(Path file) throws IOException {
        return Serialization.unmarshal(Files.readString(file), Map.class);
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(home.logs())) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Of the manifest's Secrets and of those that were drawn. */
    private List<String> secrets() throws IOException {
        SecretStore store = new SecretStore(home.secrets());
        List<String> values = new ArrayList<>();
        try (Stream<Path> folders = Files.list(home.secrets())) {
            for (Path folder : (Iterable<Path>) folders.filter(Files::isDirectory)::iterator) {
                Map<String, String> secret = new TreeMap<>();
                store.read(folder.getFileName().toString())
                        .forEach((key, value) -> secret.put(key, new String(value, StandardCharsets.UTF_8)));
                SecretKeys.secret(secret).forEach(values::add);
            }
        }
        return values;
    }
}
