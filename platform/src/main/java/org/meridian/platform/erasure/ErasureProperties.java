package org.meridian.platform.erasure;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How erased people are kept forgotten.
 *
 * @param poll how often each process looks for erasures that another one was told of
 * @param sweepAfter how long after an erasure the person's rows are looked for once more: longer than any transaction
 *     takes that had begun before
 * @param rememberedFor how long an erased person's token is refused from memory; longer than access tokens live
 * @param remembered how many erased people are remembered at most, about 150 bytes each
 */
@ConfigurationProperties(prefix = "meridian.erasure", ignoreUnknownFields = false)
record ErasureProperties(
        @DefaultValue("5s") Duration poll,
        @DefaultValue("20s") Duration sweepAfter,
        @DefaultValue("13h") Duration rememberedFor,
        @DefaultValue("200000") int remembered) {}
