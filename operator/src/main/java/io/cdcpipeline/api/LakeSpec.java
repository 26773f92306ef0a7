package io.cdcpipeline.api;

/** Where tables are written: exactly one of {@code path} and {@code volume}. */
public record LakeSpec(String path, LakeVolume volume, ObjectStoreCredentials credentials, String layout) {

    public LakeSpec {
        layout = layout == null ? "{schema}/{table}" : layout;
    }
}
