package org.meridian.platform.handover;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a process shares its port with its successor.
 *
 * @param enabled whether another process of the same user may listen on this one's port; off, a second one does not start
 * @param patience how long a process that has a successor waits at most until nobody is connected to it any more
 */
@ConfigurationProperties(prefix = "meridian.handover", ignoreUnknownFields = false)
public record HandoverSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("30s") Duration patience) {}
