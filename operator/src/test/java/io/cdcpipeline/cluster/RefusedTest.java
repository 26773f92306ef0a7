package io.cdcpipeline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cdcpipeline.observe.StageCondition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedTest {

    private static final String DEAD =
            "Internal error occurred: failed calling webhook \"mutate.spark\": failed to call"
                    + " webhook: Post \"https://spark.ns.svc:443/mutate?timeout=10s\": ";

    /** Sentences as kube-apiserver 1.36 writes them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            403 | kafkas "shop" is forbidden: exceeded quota: q, requested: count/kafkas=1, used: count/kafkas=0, limited: count/kafkas=0 | QuotaExceeded
            403 | pvc "shop" is forbidden: failed quota: q: must specify requests.storage | QuotaExceeded
            403 | kafkas "shop" is forbidden: User "op" cannot patch resource "kafkas" | Forbidden
            403 | admission webhook "v.acme" denied the request: no owner label | AdmissionDenied
            500 | admission webhook "v.acme" denied the request: no owner label | AdmissionDenied
            422 | kafkas "shop" is forbidden: ValidatingAdmissionPolicy 'p' with binding 'b' denied request: no | AdmissionDenied
            422 | Kafka "shop" is invalid: spec.x: Required value | Rejected
            404 | the server could not find the requested resource | KindMissing
            409 | Operation cannot be fulfilled | NotApplied
            503 | the server is currently unable to handle the request | NotApplied
            """)
    void refusalIsNamedAndSaidInItsOwnWords(int code, String said, String reason) {
        StageCondition condition = Refused.condition(kafka(), refusal(code, said));

        assertThat(condition.reason()).isEqualTo(reason);
        assertThat(condition.message()).contains(reason.equals("KindMissing") ? "install Strimzi" : said);
        assertThat(condition.status()).isEqualTo("False");
    }

    @Test
    void webhookThatDoesNotAnswerIsNamedWithTheWayOut() {
        assertThat(Refused.condition(kafka(), refusal(500, DEAD + "service \"spark\" not found"))
                        .message())
                .isEqualTo("Kafka shop: failed calling webhook \"mutate.spark\": failed to call webhook: Post"
                        + " \"https://spark.ns.svc:443/mutate?timeout=10s\": service \"spark\" not found; bring back what"
                        + " serves this webhook, or remove its configuration; tried again by itself");
    }

    @Test
    void sameRefusalIsSaidTheSameThoughItsConnectionIsAnother() {
        StageCondition once = Refused.condition(
                kafka(), refusal(500, DEAD + "read tcp 10.0.0.1:51234->10.96.0.7:443: connection reset by peer"));
        StageCondition again = Refused.condition(
                kafka(), refusal(500, DEAD + "read tcp 10.0.0.1:51999->10.96.0.7:443: connection reset by peer"));

        assertThat(again).isEqualTo(once);
        assertThat(once.reason()).isEqualTo("WebhookUnreachable");
        assertThat(once.message()).contains("10.96.0.7:443: connection reset");
    }

    @Test
    void namespaceThatEndsIsNoFailure() {
        var e = new KubernetesClientException(new StatusBuilder()
                .withCode(403)
                .withMessage("unable to create new content in namespace ns because it is being terminated")
                .withNewDetails()
                .addNewCause("metadata.namespace", "namespace ns is being terminated", "NamespaceTerminating")
                .endDetails()
                .build());

        assertThat(Refused.condition(kafka(), e))
                .isEqualTo(new StageCondition.Waiting(
                        "NamespaceTerminating", "Kafka shop is not made: the namespace is being deleted"));
    }

    @Test
    void silenceOfTheServerIsNoRefusal() {
        var silence = new KubernetesClientException("An error has occurred.", new IOException("connection refused"));

        assertThatThrownBy(() -> Refused.condition(kafka(), silence)).isSameAs(silence);
        assertThat(ServerWords.of(silence)).isEqualTo("the API server does not answer: connection refused");
    }

    private static KubernetesClientException refusal(int code, String message) {
        return new KubernetesClientException(
                new StatusBuilder().withCode(code).withMessage(message).build());
    }

    private static GenericKubernetesResource kafka() {
        var kafka = new GenericKubernetesResource();
        kafka.setApiVersion("kafka.strimzi.io/v1");
        kafka.setKind("Kafka");
        kafka.setMetadata(new ObjectMetaBuilder().withName("shop").build());
        return kafka;
    }
}
