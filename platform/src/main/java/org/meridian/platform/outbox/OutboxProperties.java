package org.meridian.platform.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How events are delivered.
 *
 * @param poll how often to look for events that nobody woke the relay for, such as those of an instance that died
 * @param rest between two looks at the outbox at least, unless there was more than one could take: what is told meanwhile
 *     is delivered together; what is told after a longer silence, at once
 * @param batch how many events are read and sent at once, at the most
 * @param batchSize no further event is sent along once their payloads have so many bytes; what a service takes
 *     ({@code meridian.http.max-batch}) must be about twice as much, as a payload grows within JSON
 * @param attempts after how many refusals an event is set aside
 */
@ConfigurationProperties(prefix = "meridian.outbox", ignoreUnknownFields = false)
public record OutboxProperties(
        @DefaultValue("1s") Duration poll,
        @DefaultValue("100ms") Duration rest,
        @DefaultValue("500") int batch,
        @DefaultValue("1MB") DataSize batchSize,
        @DefaultValue("20") int attempts) {}
