package io.cdcpipeline.api;

import io.fabric8.crdv2.generator.v1.SchemaCustomizer;

/**
 * The schema of a container's resources, in place of the one that Kubernetes' own class would give: described, bounded,
 * positive, and without claims of devices, which nothing here could use. Written out, because the generator has no
 * annotation for the values of a map of quantities.
 */
@SchemaCustomizer(value = SchemaCustomizer.RawCustomizer.class, input = Resources.SCHEMA)
final class Resources {

    static final String SCHEMA = """
            type: object
            properties:
              requests:
                description: "What the container gets at least, by resource, such as cpu: 500m and memory: 1Gi."
                type: object
                maxProperties: 16
                additionalProperties: &quantity
                  anyOf: [{type: integer}, {type: string}]
                  minimum: 0
                  x-kubernetes-int-or-string: true
                  maxLength: 32
                  pattern: '^[0-9]+([.][0-9]*)?([eE][0-9]+|[KMGTPE]i|[numkMGTPE])?$'
              limits:
                description: "What the container gets at most, by resource, such as cpu: 2 and memory: 2Gi."
                type: object
                maxProperties: 16
                additionalProperties: *quantity
            """;

    private Resources() {}
}
