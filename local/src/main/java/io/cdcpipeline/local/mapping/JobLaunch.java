package io.cdcpipeline.local.mapping;

import java.util.List;
import java.util.Map;

/**
 * The streaming job as a Java process.
 *
 * @param conf Spark's configuration
 * @param jvmOptions those that the manifest asks for
 * @param memory the heap's size in the JVM's notation, such as {@code 2g}
 */
public record JobLaunch(
        String mainClass, List<String> arguments, Map<String, String> conf, List<String> jvmOptions, String memory) {}
