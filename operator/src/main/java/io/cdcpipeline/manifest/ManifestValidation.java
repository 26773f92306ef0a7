package io.cdcpipeline.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.Defaults;
import java.util.List;

/**
 * What an API server would refuse in a manifest, without one: for a {@link CdcPipeline} by the same definition, in the
 * same sentences where the definition has them. Only changes of a pipeline that runs are not its business.
 */
public final class ManifestValidation {

    private ManifestValidation() {}

    /**
     * All problems at once; none quotes a value of a Secret.
     *
     * @param manifest a CdcPipeline, ConfigMap or Secret as it was written, before any default
     * @throws IllegalArgumentException for any other kind
     */
    public static List<Problem> problems(JsonNode manifest) {
        JsonNode schema = Schemas.of(manifest.path("kind").asText());
        SchemaCheck check = new SchemaCheck();
        check.check(new Place("", schema, Defaults.in(schema, manifest.deepCopy())));
        return check.problems();
    }
}
