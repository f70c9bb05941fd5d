package org.meridian.gateway.hygiene;

import io.hypersistence.tsid.TSID;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Makes the {@code X-Request-Id}: 64 bits in order of time, 13 characters of Crockford's base 32. */
@Component
public final class RequestIds {

    public static final String HEADER = "X-Request-Id";

    /** Characters of an id. */
    public static final int LENGTH = 13;

    private static final int NODE_BITS = 10;

    private final TSID.Factory factory;

    /** The node is random: two gateways share one rarely, and then 12 further bits tell their ids apart. */
    public RequestIds(Clock clock) {
        factory = TSID.Factory.builder()
                .withNodeBits(NODE_BITS)
                .withNode(new SecureRandom().nextInt(1 << NODE_BITS))
                .withClock(clock)
                .build();
    }

    public String next() {
        return factory.generate().toString();
    }
}
