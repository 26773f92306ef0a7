package io.cdcpipeline.cluster;

import io.cdcpipeline.api.CdcPipeline;
import io.cdcpipeline.observe.PipelineEvent;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.api.model.events.v1.EventSeriesBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events of a pipeline, or of an operation, as {@code kubectl describe} shows them. An event's name is made of what it says, so that a
 * repetition is counted in the one that exists, whichever operator wrote it.
 */
public final class PipelineEvents {

    private static final Logger LOG = LoggerFactory.getLogger(PipelineEvents.class);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
    /** Bounds of the events API. */
    private static final int MAX_NOTE = 1024;

    private static final int MAX_INSTANCE = 128;

    private final KubernetesClient client;
    private final Clock clock;
    private final String instance;

    public PipelineEvents(KubernetesClient client, Clock clock, String instance) {
        this.client = client;
        this.clock = clock;
        this.instance = instance.length() <= MAX_INSTANCE ? instance : instance.substring(0, MAX_INSTANCE);
    }

    /** Writes one; an event is news for people and no state, so that a failure to write it stops nothing. */
    public void write(HasMetadata regarding, PipelineEvent event) {
        LOG.info("{}: {}", event.reason(), event.note());
        Event written = toKubernetes(regarding, event);
        try {
            client.resource(written).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() == 409) {
                countOnceMore(written);
            } else {
                // In a namespace that is being deleted nothing can be created: the log line above has to do.
                LOG.debug("Event not written", e);
            }
        }
    }

    private void countOnceMore(Event again) {
        try {
            client.events()
                    .v1()
                    .events()
                    .inNamespace(again.getMetadata().getNamespace())
                    .withName(again.getMetadata().getName())
                    .edit(before -> new EventBuilder(before)
                            .withSeries(new EventSeriesBuilder()
                                    .withCount(count(before) + 1)
                                    .withLastObservedTime(now())
                                    .build())
                            .build());
        } catch (KubernetesClientException e) {
            LOG.warn("The event is not counted: {}", e.getMessage());
        }
    }

    private static int count(Event event) {
        return event.getSeries() == null ? 1 : event.getSeries().getCount();
    }

    private Event toKubernetes(HasMetadata regarding, PipelineEvent event) {
        String note = bounded(event.note());
        return new EventBuilder()
                .withNewMetadata()
                .withNamespace(regarding.getMetadata().getNamespace())
                .withName(regarding.getMetadata().getName() + "." + identity(regarding, event.reason(), note))
                .endMetadata()
                .withType(event.warning() ? "Warning" : "Normal")
                .withReason(event.reason())
                .withNote(note)
                .withAction("Reconcile")
                .withEventTime(now())
                .withReportingController(CdcPipeline.GROUP + "/operator")
                .withReportingInstance(instance)
                .withRegarding(reference(regarding))
                .build();
    }

    private static ObjectReference reference(HasMetadata regarding) {
        return new ObjectReferenceBuilder()
                .withApiVersion(regarding.getApiVersion())
                .withKind(regarding.getKind())
                .withNamespace(regarding.getMetadata().getNamespace())
                .withName(regarding.getMetadata().getName())
                .withUid(regarding.getMetadata().getUid())
                .build();
    }

    private static String identity(HasMetadata regarding, String reason, String note) {
        String said = regarding.getMetadata().getUid() + "\n" + reason + "\n" + note;
        return UUID.nameUUIDFromBytes(said.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private MicroTime now() {
        return new MicroTime(MICROS.format(clock.instant().atZone(ZoneOffset.UTC)));
    }

    private static String bounded(String note) {
        return note.length() <= MAX_NOTE ? note : note.substring(0, MAX_NOTE - 1) + "…";
    }
}
