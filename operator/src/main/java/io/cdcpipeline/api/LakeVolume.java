package io.cdcpipeline.api;

/** A volume as lake: a new claim of {@code size}, or an existing {@code claim}. */
public record LakeVolume(String size, String className, String claim) {}
