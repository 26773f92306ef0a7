package io.cdcpipeline.local.stack;

import io.cdcpipeline.local.LocalFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates what the plan's {@code KafkaTopic}s ask for, as Strimzi's topic operator would. */
record Topics(Map<String, Object> client) {

    void create(List<TopicSpec> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        try (Admin admin = Admin.create(client)) {
            Set<String> present = admin.listTopics().names().get();
            for (TopicSpec topic : wanted) {
                if (!present.contains(topic.name())) {
                    create(admin, topic);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LocalFailure("Interrupted while topics were being created", e);
        } catch (ExecutionException e) {
            throw new LocalFailure(
                    "Kafka's topics cannot be listed: " + e.getCause().getMessage(), e);
        }
    }

    private static void create(Admin admin, TopicSpec topic) throws InterruptedException {
        NewTopic created = new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty());
        try {
            admin.createTopics(List.of(created.configs(topic.config()))).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new LocalFailure(
                        "Topic " + topic.name() + " cannot be created: "
                                + e.getCause().getMessage(),
                        e);
            }
        }
    }
}
