package io.cdcpipeline.plan;

import io.cdcpipeline.contract.Sha256;

/** SHA-256 of a text, in hexadecimal digits. */
public record Hash(String hex) {

    public static Hash of(String text) {
        return new Hash(Sha256.hex(text));
    }

    /** Short enough for a name: 32 bits, to tell apart the few pipelines that share a database or a lake. */
    public String brief() {
        return hex.substring(0, 8);
    }
}
