package org.meridian.platform.gathered;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a service takes of gathered calls. A carrier's own length is bounded like any internal call's
 * ({@code meridian.http.max-batch}), and each call's body like that of any call.
 *
 * @param most calls in one carrier
 * @param longestAnswer the longest body of an answer to one of them; a call with longer ones is not to be gathered
 */
@ConfigurationProperties(prefix = "meridian.gathered", ignoreUnknownFields = false)
public record GatheredProperties(
        @DefaultValue("512") int most, @DefaultValue("1MB") DataSize longestAnswer) {}
