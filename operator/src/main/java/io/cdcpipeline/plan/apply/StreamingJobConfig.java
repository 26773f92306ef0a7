package io.cdcpipeline.plan.apply;

import io.cdcpipeline.api.LakeSpec;
import io.cdcpipeline.api.ManagedKafka;
import io.cdcpipeline.api.OnDrop;
import io.cdcpipeline.api.Points;
import io.cdcpipeline.api.Verify;
import io.cdcpipeline.contract.JobConfig;
import io.cdcpipeline.contract.KafkaSource;
import io.cdcpipeline.contract.Lake;
import io.cdcpipeline.contract.StatusEndpoint;
import io.cdcpipeline.contract.Trigger;
import io.cdcpipeline.contract.VerifyPolicy;
import io.cdcpipeline.plan.Durations;
import io.cdcpipeline.plan.Names;
import io.cdcpipeline.plan.Scope;
import io.cdcpipeline.plan.broker.KafkaAccess;
import io.cdcpipeline.plan.broker.KafkaLogin;
import io.cdcpipeline.plan.broker.KafkaTrust;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.TreeMap;

/** The document that the job reads. */
public final class StreamingJobConfig {

    private static final String ALL_ADDRESSES = "0.0.0.0";

    private StreamingJobConfig() {}

    public static JobConfig of(Scope scope, KafkaAccess kafka) {
        Names names = scope.names();
        return new JobConfig(
                names.namespace() + "/" + names.pipeline(),
                names.uid(),
                new KafkaSource(
                        kafka.bootstrapServers(),
                        names.topicPrefix(),
                        names.unavailableValue(),
                        security(kafka),
                        retained(scope)),
                SourceAccess.document(scope),
                lake(scope),
                TypeSettings.of(scope.spec().types()),
                Modes.of(scope.spec().tableSettings()),
                SourceAccess.repair(scope.spec().repair()),
                onDrop(scope.spec().onDrop()),
                points(scope.spec().points()),
                verify(scope.spec().verify()),
                new Trigger(
                        Durations.millis(scope.spec().job().trigger()),
                        scope.spec().job().maxEventsPerTrigger()),
                new StatusEndpoint(ALL_ADDRESSES, StatusService.PORT, JobVolumes.CONTROL_PATH));
    }

    /** Null for the default: a job of an earlier release reads its document, too. */
    private static io.cdcpipeline.contract.OnDrop onDrop(OnDrop onDrop) {
        return onDrop == OnDrop.DROP ? io.cdcpipeline.contract.OnDrop.DROP : null;
    }

    /** Null for the default, too. */
    private static io.cdcpipeline.contract.Points points(Points points) {
        var document = new io.cdcpipeline.contract.Points(Durations.millis(points.every()), points.keep());
        return document.equals(io.cdcpipeline.contract.Points.DEFAULT) ? null : document;
    }

    private static VerifyPolicy verify(Verify verify) {
        return verify == null ? null : new VerifyPolicy(Durations.millis(verify.every()));
    }

    /** Half of the volume: the rest is for what no table has yet, and for the segments that are being written. */
    private static Long retained(Scope scope) {
        ManagedKafka managed = scope.spec().broker().managed();
        return managed == null
                ? null
                : Quantity.getAmountInBytes(new Quantity(managed.storage().size()))
                                .longValue()
                        / 2;
    }

    private static Lake lake(Scope scope) {
        String root = root(scope);
        String own = root + "/" + scope.names().lakeFolder();
        LakeSpec lake = scope.spec().lake();
        String options = lake.credentials() == null ? null : JobVolumes.LAKE_OPTIONS_PATH;
        return new Lake(
                root,
                lake.layout(),
                own + "/dead_letters",
                own + "/checkpoint",
                options,
                retention(lake.deadLetterRetention()));
    }

    /** Null for the default, too. */
    private static Long retention(String deadLetters) {
        long millis = Durations.millis(deadLetters);
        return millis == Lake.DEAD_LETTER_MILLIS ? null : Long.valueOf(millis);
    }

    private static String root(Scope scope) {
        String path = scope.spec().lake().path();
        return path == null ? "file:" + JobVolumes.LAKE_PATH : path.replaceAll("/+$", "");
    }

    private static Map<String, String> security(KafkaAccess kafka) {
        Map<String, String> security = new TreeMap<>();
        kafka.tls().ifPresent(tls -> security.putAll(KafkaTrust.settings(tls, JobVolumes.KAFKA_CA_PATH)));
        kafka.sasl().ifPresent(sasl -> security.putAll(KafkaLogin.settings(sasl, JobVolumes.KAFKA_PATH)));
        kafka.protocol().ifPresent(protocol -> security.put("security.protocol", protocol));
        return security;
    }
}
