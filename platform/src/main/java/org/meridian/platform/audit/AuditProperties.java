package org.meridian.platform.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the audit trail is kept.
 *
 * @param installation a name that no other installation has: part of each chain's first hash and of each checkpoint
 * @param poll how often to look for entries that nobody woke the sealer for, such as those of an instance that died
 * @param rest between two rounds of sealing at least, unless there was more than one could take
 * @param batch how many entries get their place in the chain in one transaction, at the most
 * @param checkpointEvery how often a chain that has grown is signed and shown to the other regions
 */
@ConfigurationProperties(prefix = "meridian.audit", ignoreUnknownFields = false)
public record AuditProperties(
        @DefaultValue("local") String installation,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("250ms") Duration rest,
        @DefaultValue("1000") int batch,
        @DefaultValue("10s") Duration checkpointEvery) {}
