package org.meridian.checkin.status;

import feign.Request;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How health statuses are kept in memory, and how long other services may take to tell one.
 *
 * @param remembered how many at most, about 500 bytes each
 * @param maxAge after which one is read again: events come to one instance of a region, the others learn it so
 * @param maxAgeWithoutName the same for a resident whose registration is not known here yet
 * @param connectTimeout to the home region, or to registration
 * @param readTimeout the same; a traveller at the door waits so long at most
 */
@ConfigurationProperties(prefix = "meridian.health-status", ignoreUnknownFields = false)
record StatusProperties(
        @DefaultValue("50000") int remembered,
        @DefaultValue("30s") Duration maxAge,
        @DefaultValue("2s") Duration maxAgeWithoutName,
        @DefaultValue("300ms") Duration connectTimeout,
        @DefaultValue("800ms") Duration readTimeout) {

    StatusProperties {
        require(remembered >= 1, "remembered must be at least 1");
        require(within(maxAge, Duration.ofHours(1)), "max-age is not within 1ms and 1h");
        require(within(maxAgeWithoutName, maxAge), "max-age-without-name is not within 1ms and max-age");
        require(within(connectTimeout, Duration.ofSeconds(10)), "connect-timeout is not within 1ms and 10s");
        require(within(readTimeout, Duration.ofSeconds(10)), "read-timeout is not within 1ms and 10s");
    }

    /** Shorter than other calls': somebody stands at a door meanwhile. No bean, which every client would take. */
    Request.Options timeouts() {
        return new Request.Options(
                connectTimeout.toMillis(), TimeUnit.MILLISECONDS, readTimeout.toMillis(), TimeUnit.MILLISECONDS, false);
    }

    private static boolean within(Duration value, Duration most) {
        return value.toMillis() >= 1 && value.compareTo(most) <= 0;
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException("meridian.health-status." + message);
        }
    }
}
