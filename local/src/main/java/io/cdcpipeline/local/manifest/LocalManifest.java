package io.cdcpipeline.local.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.local.LocalFailure;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** One pipeline and what it names, out of one file. */
public record LocalManifest(CdcPipeline pipeline, Map<String, ConfigMap> configMaps, Map<String, Secret> secrets) {

    private static final JsonMapper JSON = new JsonMapper();

    public static LocalManifest read(Path file) {
        CdcPipeline pipeline = null;
        Map<String, ConfigMap> configMaps = new TreeMap<>();
        Map<String, Secret> secrets = new TreeMap<>();
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(Files.readString(file))) {
            while (documents.hasNext()) {
                JsonNode document = documents.next();
                switch (document.path("kind").asText()) {
                    case "CdcPipeline" -> pipeline = JSON.convertValue(document, CdcPipeline.class);
                    case "ConfigMap" -> {
                        ConfigMap map = JSON.convertValue(document, ConfigMap.class);
                        configMaps.put(map.getMetadata().getName(), map);
                    }
                    case "Secret" -> {
                        Secret secret = JSON.convertValue(document, Secret.class);
                        secrets.put(secret.getMetadata().getName(), secret);
                    }
                    default -> throw new LocalFailure("Unknown kind in " + file);
                }
            }
        } catch (IOException e) {
            throw new LocalFailure("Cannot read " + file + ": " + e.getMessage(), e);
        }
        return new LocalManifest(pipeline, configMaps, secrets);
    }
}
