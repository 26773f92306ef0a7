package io.cdcpipeline.local.mapping;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.api.Mariadb;
import io.cdcpipeline.local.Installation;
import io.cdcpipeline.local.home.Endpoints;
import io.cdcpipeline.local.home.Identity;
import io.cdcpipeline.local.home.PipelineHome;
import io.cdcpipeline.local.home.Ports;
import io.cdcpipeline.local.home.SecretStore;
import io.cdcpipeline.local.source.SlotWatch;
import io.cdcpipeline.local.stack.KafkaSpec;
import io.cdcpipeline.local.stack.MariaDbSpec;
import io.cdcpipeline.local.stack.PostgresSpec;
import io.cdcpipeline.local.stack.StackSpec;
import io.cdcpipeline.manifest.Manifest;
import io.cdcpipeline.plan.GeneratedSecret;
import io.cdcpipeline.plan.Plan;
import io.cdcpipeline.plan.Planner;
import io.cdcpipeline.plan.Settings;
import io.cdcpipeline.strimzi.Kafka;
import io.cdcpipeline.strimzi.KafkaConnect;
import io.cdcpipeline.strimzi.KafkaConnector;
import io.cdcpipeline.strimzi.KafkaNodePool;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Turns a manifest into processes: plans it as the operator would, then maps the plan's resources one by one. */
public record LocalMapping(Installation installation, PipelineHome home) {

    /** Lays out files below the folder; starts nothing. */
    public LocalPlan map(Manifest manifest) {
        LocalLimits.check(manifest.pipeline());
        CdcPipeline pipeline = identified(manifest.pipeline());
        Plan plan = Planner.plan(pipeline, Settings.defaults());
        SecretStore secrets = new SecretStore(home.secrets());
        manifest.secrets().forEach(secret -> keep(secrets, secret));
        plan.stages().forEach(stage -> stage.generated().forEach(secret -> draw(secrets, secret)));
        LocalContext here = new LocalContext(
                installation,
                home,
                identity(manifest.pipeline()),
                Ports.in(home),
                new Mounts(home, secrets, configMaps(manifest, plan)));
        return map(plan, pipeline, here);
    }

    private static LocalPlan map(Plan plan, CdcPipeline pipeline, LocalContext here) {
        PlannedResources planned = new PlannedResources(plan);
        Optional<StatefulSet> database = planned.find(StatefulSet.class);
        boolean mariadb = pipeline.getSpec().source().kind() instanceof Mariadb;
        Optional<PostgresSpec> postgres = mariadb ? Optional.empty() : database.map(new PostgresMapping(here)::map);
        Optional<MariaDbSpec> other = mariadb ? database.map(new MariaDbMapping(here)::map) : Optional.empty();
        Optional<KafkaSpec> broker = planned.find(Kafka.class)
                .map(kafka -> new KafkaMapping(here).map(kafka, planned.get(KafkaNodePool.class)));
        KafkaConnect connect = planned.get(KafkaConnect.class);
        KafkaConnector connector = planned.get(KafkaConnector.class);
        ConnectMapping capture = new ConnectMapping(here, database.isPresent(), broker.isPresent());
        Relocation addresses = capture.addresses(connect, connector);
        StackSpec stack = new StackSpec(
                postgres.orElse(null),
                other.orElse(null),
                broker.orElse(null),
                capture.map(connect, connector, addresses));
        JobLaunch job = new JobMapping(here).map(SparkResource.of(application(pipeline)), addresses);
        boolean suspended = pipeline.getSpec().suspend();
        Endpoints endpoints = new EndpointMapping(here, pipeline).map(stack);
        return new LocalPlan(
                stack,
                suspended ? null : job,
                endpoints,
                SlotWatch.of(pipeline, endpoints, here.mounts().secrets()));
    }

    /** Of a suspended pipeline too: what it says of the lake is asked for, and Apache's operator has none then. */
    private static GenericKubernetesResource application(CdcPipeline pipeline) {
        CdcPipeline resumed = new CdcPipeline();
        resumed.setMetadata(pipeline.getMetadata());
        resumed.setSpec(pipeline.getSpec().resumed());
        return new PlannedResources(Planner.plan(resumed, Settings.defaults())).get(GenericKubernetesResource.class);
    }

    private Identity identity(CdcPipeline pipeline) {
        String namespace =
                Optional.ofNullable(pipeline.getMetadata().getNamespace()).orElse("default");
        return Identity.in(
                home,
                namespace,
                pipeline.getMetadata().getName(),
                pipeline.getSpec().source().kind().database());
    }

    /** What the API server would have added. */
    private CdcPipeline identified(CdcPipeline pipeline) {
        Identity identity = identity(pipeline);
        CdcPipeline copy = new CdcPipeline();
        copy.setSpec(pipeline.getSpec());
        copy.setMetadata(new ObjectMetaBuilder(pipeline.getMetadata())
                .withNamespace(identity.namespace())
                .withUid(identity.uid())
                .build());
        return copy;
    }

    private static Map<String, ConfigMap> configMaps(Manifest manifest, Plan plan) {
        Map<String, ConfigMap> all = new TreeMap<>();
        Stream.concat(manifest.configMaps().stream(), plan.staged())
                .filter(ConfigMap.class::isInstance)
                .map(ConfigMap.class::cast)
                .forEach(map -> all.put(map.getMetadata().getName(), map));
        return all;
    }

    private static void keep(SecretStore store, Secret secret) {
        String name = secret.getMetadata().getName();
        if (secret.getData() != null) {
            secret.getData()
                    .forEach((key, value) ->
                            store.put(name, key, Base64.getDecoder().decode(value)));
        }
        if (secret.getStringData() != null) {
            secret.getStringData()
                    .forEach((key, value) -> store.put(name, key, value.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void draw(SecretStore store, GeneratedSecret secret) {
        keep(store, secret.template());
        secret.keys()
                .forEach(key -> store.generate(secret.template().getMetadata().getName(), key));
    }
}
