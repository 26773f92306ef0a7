package io.cdcpipeline.strimzi;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Version;
import io.strimzi.api.kafka.model.common.Constants;

/** Strimzi's {@code KafkaConnect} in API version v1, the only one that Strimzi 1.0 and later serve. */
@Group(Constants.RESOURCE_GROUP_NAME)
@Version(Constants.V1)
@Kind(io.strimzi.api.kafka.model.connect.KafkaConnect.RESOURCE_KIND)
public class KafkaConnect extends io.strimzi.api.kafka.model.connect.KafkaConnect {

    private static final long serialVersionUID = 1L;
}
