package org.meridian.deploy.day;

/** An invented person with what the platform gave her. */
record Person(Identity identity, String id, String token) {}
