package org.meridian.platform.gathered;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of the calls in a carrier, with its own head and body.
 *
 * @param ticket a number that only this call has, drawn by the gateway: an answer that does not show it belongs to another call
 * @param path still encoded
 * @param query still encoded, without the question mark
 * @param headers the call's own; those of a connection, and what the body itself says, are not among them
 */
public record GatheredCall(
        long ticket, String method, String path, @Nullable String query, List<HeaderField> headers, byte[] body) {}
