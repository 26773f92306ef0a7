package io.cdcpipeline.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.api.CdcPipeline;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads the documents of a manifest, YAML or JSON, and refuses what an API server would refuse. */
public final class ManifestReader {

    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();

    private final List<Problem> problems = new ArrayList<>();
    private final List<CdcPipeline> pipelines = new ArrayList<>();
    private final List<ConfigMap> configMaps = new ArrayList<>();
    private final List<Secret> secrets = new ArrayList<>();

    private ManifestReader() {}

    /**
     * @throws IOException when the file can't be read
     * @throws InvalidManifest with all problems at once
     */
    public static Manifest read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    /** @throws InvalidManifest with all problems at once */
    public static Manifest parse(String text) {
        return new ManifestReader().manifest(documents(text));
    }

    private static List<JsonNode> documents(String text) {
        List<JsonNode> documents = new ArrayList<>();
        try {
            for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
                // A line --- at the end begins a document that never comes.
                if (document != null) {
                    documents.add(KUBERNETES.convertValue(document, JsonNode.class));
                }
            }
        } catch (YamlEngineException e) {
            throw new InvalidManifest(List.of(new Problem("", "", "not YAML: " + e.getMessage())));
        }
        return documents;
    }

    private Manifest manifest(List<JsonNode> documents) {
        documents.forEach(this::add);
        if (problems.isEmpty() && pipelines.size() != 1) {
            problems.add(new Problem("", "", "a manifest holds exactly one CdcPipeline; this has " + pipelines.size()));
        }
        if (!problems.isEmpty()) {
            throw new InvalidManifest(problems);
        }
        return new Manifest(pipelines.get(0), configMaps, secrets);
    }

    private void add(JsonNode document) {
        String kind = document.path("apiVersion").asText() + " "
                + document.path("kind").asText();
        switch (kind) {
            case "cdcpipeline.io/v1alpha1 CdcPipeline" -> read(document, CdcPipeline.class, pipelines);
            case "v1 ConfigMap" -> read(document, ConfigMap.class, configMaps);
            case "v1 Secret" -> read(document, Secret.class, secrets);
            default ->
                problems.add(new Problem(
                        "kind",
                        kind.strip(),
                        "a manifest holds a CdcPipeline of cdcpipeline.io/v1alpha1 and the ConfigMaps and Secrets of v1"
                                + " that it names; apply all else with kubectl"));
        }
    }

    private <T> void read(JsonNode document, Class<T> type, List<T> into) {
        List<Problem> found = ManifestValidation.problems(document);
        problems.addAll(found);
        if (found.isEmpty()) {
            into.add(KUBERNETES.convertValue(document, type));
        }
    }
}
