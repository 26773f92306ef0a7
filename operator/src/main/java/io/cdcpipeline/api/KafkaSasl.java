package io.cdcpipeline.api;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;

@Wire
public record KafkaSasl(
        @JsonPropertyDescription(
                "How the password is proved: Plain, ScramSha256 or ScramSha512. The default is" + " ScramSha512.")
        @Default("ScramSha512")
        SaslMechanism mechanism,

        @JsonPropertyDescription("The user name and the password.") @Required
        Credentials credentials) {

    public KafkaSasl {
        mechanism = mechanism == null ? SaslMechanism.SCRAM_SHA_512 : mechanism;
    }
}
