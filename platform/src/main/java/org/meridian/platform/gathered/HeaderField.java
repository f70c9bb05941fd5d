package org.meridian.platform.gathered;

/** One line of a head, as it came: characters are bytes (ISO 8859-1). */
public record HeaderField(String name, String value) {}
