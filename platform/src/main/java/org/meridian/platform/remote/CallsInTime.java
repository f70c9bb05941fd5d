package org.meridian.platform.remote;

import feign.Capability;
import feign.Client;
import feign.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.meridian.platform.load.Deadline;

/** Waits for another service no longer than this thread's own caller waits. Public, as Feign calls it by reflection. */
public final class CallsInTime implements Capability {

    @Override
    public Client enrich(Client client) {
        return (request, options) -> client.execute(request, cut(options, Deadline.remaining()));
    }

    static Request.Options cut(Request.Options options, Optional<Duration> left) {
        // HTTP clients take 0 for no end at all
        int millis = left.map(time -> Math.clamp(time.toMillis(), 1, Integer.MAX_VALUE))
                .orElse(Integer.MAX_VALUE);
        if (millis >= options.readTimeoutMillis() && millis >= options.connectTimeoutMillis()) {
            return options;
        }
        return new Request.Options(
                Math.min(millis, options.connectTimeoutMillis()),
                TimeUnit.MILLISECONDS,
                Math.min(millis, options.readTimeoutMillis()),
                TimeUnit.MILLISECONDS,
                options.isFollowRedirects());
    }
}
