package io.cdcpipeline.observe;

/**
 * A Secret of a managed database that does not open it: its password was changed by hand, and nobody is left who may give
 * the role that password.
 */
public record LostLogin(String secret, String role) {}
