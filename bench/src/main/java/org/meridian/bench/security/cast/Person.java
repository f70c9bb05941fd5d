package org.meridian.bench.security.cast;

/** Somebody registered, with what the platform gave her. */
public record Person(Identity identity, String id, String token) {}
