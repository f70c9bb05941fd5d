package org.meridian.bench.proxy;

import java.time.Duration;

/**
 * What is wrong with a link.
 *
 * @param latency how much later everything arrives, in each direction; a connection's own round trip included
 * @param jitter up to so much more, another for each piece; what was sent first still arrives first
 * @param how what else is wrong
 * @param bytes for {@link Break#CUT_AFTER_BYTES}: of both directions together
 * @param closing for {@link Break#SLOW_CLOSE}: how much later an end arrives
 */
public record Trouble(Duration latency, Duration jitter, Break how, long bytes, Duration closing) {

    /** Nothing is wrong. */
    public static final Trouble NONE = new Trouble(Duration.ZERO, Duration.ZERO, Break.NONE, 0, Duration.ZERO);

    /** How a link is broken. */
    public enum Break {
        /** It is not. */
        NONE,
        /** Every connection is reset, and each new one. */
        CUT,
        /** The other side has forgotten everything and nobody says so: connections stay open, whatever is sent is gone. */
        HALF_OPEN,
        /** What goes to the server does not arrive until this is over; what comes from it does. */
        SILENT_TO_SERVER,
        /** The other way round. */
        SILENT_TO_CLIENT,
        /** When one side ends a connection the other learns of it late. */
        SLOW_CLOSE,
        /** Each connection is reset after so many bytes. */
        CUT_AFTER_BYTES
    }

    public static Trouble late(Duration latency, Duration jitter) {
        return new Trouble(latency, jitter, Break.NONE, 0, Duration.ZERO);
    }

    public static Trouble broken(Break how) {
        return new Trouble(Duration.ZERO, Duration.ZERO, how, 0, Duration.ZERO);
    }

    public static Trouble cutAfter(long bytes) {
        return new Trouble(Duration.ZERO, Duration.ZERO, Break.CUT_AFTER_BYTES, bytes, Duration.ZERO);
    }

    public static Trouble slowClose(Duration closing) {
        return new Trouble(Duration.ZERO, Duration.ZERO, Break.SLOW_CLOSE, 0, closing);
    }

    boolean isLate() {
        return !latency.isZero() || !jitter.isZero();
    }

    boolean isSilent(boolean toServer) {
        return how == (toServer ? Break.SILENT_TO_SERVER : Break.SILENT_TO_CLIENT);
    }
}
