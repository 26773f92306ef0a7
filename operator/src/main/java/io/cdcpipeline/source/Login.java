package io.cdcpipeline.source;

/** A role and its password; the password appears in no message and no log. */
public record Login(String user, String password) {

    @Override
    public String toString() {
        return user;
    }
}
