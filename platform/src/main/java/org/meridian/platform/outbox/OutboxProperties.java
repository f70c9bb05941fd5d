package org.meridian.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events are delivered.
 *
 * @param poll how often to look for events that nobody woke the relay for, such as those of an instance that died
 * @param batch how many events are read and sent at once
 * @param attempts after how many refusals an event is set aside
 */
@ConfigurationProperties(prefix = "meridian.outbox", ignoreUnknownFields = false)
public record OutboxProperties(
        @DefaultValue("1s") Duration poll,
        @DefaultValue("500") int batch,
        @DefaultValue("20") int attempts) {}
