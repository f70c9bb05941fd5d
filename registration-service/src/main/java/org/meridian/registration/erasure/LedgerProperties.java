package org.meridian.registration.erasure;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The erasure ledger.
 *
 * @param folder where it is kept, on another disk than the database and in other backups; needed outside of profile
 *     local, where it lies beside the keys
 * @param replayEvery how often it is compared with the database
 * @param retryAfter the same when a service could not be asked
 */
@ConfigurationProperties(prefix = "meridian.erasure-ledger", ignoreUnknownFields = false)
record LedgerProperties(
        @Nullable Path folder,
        @DefaultValue("10m") Duration replayEvery,
        @DefaultValue("30s") Duration retryAfter) {}
