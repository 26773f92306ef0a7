package io.cdcpipeline.api;

/** A Secret in the pipeline's namespace and the keys in it. */
public record Credentials(String secret, String usernameKey, String passwordKey) {

    public Credentials {
        usernameKey = usernameKey == null ? "username" : usernameKey;
        passwordKey = passwordKey == null ? "password" : passwordKey;
    }
}
