package org.meridian.sharing.roster;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much a roster may be: it is replaced in one transaction, and read into memory before (without numbers and names).
 *
 * @param maxRows rows of one upload
 * @param maxSize bytes of one upload
 */
@ConfigurationProperties(prefix = "meridian.roster", ignoreUnknownFields = false)
public record RosterLimits(
        @DefaultValue("100000") int maxRows,
        @DefaultValue("32MB") DataSize maxSize) {}
