package org.meridian.checkin.status;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.ResidentId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The statuses in memory: refreshed by events, read again when old, and the last resort when nothing can be read. */
@Component
class RememberedStatuses {

    private final Cache<ResidentId, Entry> entries;
    private final StatusProperties properties;
    private final Clock clock;

    RememberedStatuses(StatusProperties properties, Clock clock) {
        this.entries = Caffeine.newBuilder()
                .maximumSize(properties.remembered())
                .executor(Runnable::run) // nearly each call puts one in; to wake another thread for it costs more
                .build();
        this.properties = properties;
        this.clock = clock;
    }

    record Entry(HealthStatus status, Instant seenAt, Instant freshUntil) {}

    /** The status, when it is recent enough to answer with. */
    @Nullable
    HealthStatus fresh(ResidentId resident) {
        Entry entry = entries.getIfPresent(resident);
        return entry != null && clock.instant().isBefore(entry.freshUntil()) ? entry.status() : null;
    }

    /** The status, however old, and from when it is. */
    Optional<Known.LastSeen> last(ResidentId resident) {
        return Optional.ofNullable(entries.getIfPresent(resident))
                .map(entry -> new Known.LastSeen(entry.status(), entry.seenAt()));
    }

    /**
     * Remembers what was just read or told, unless an event brought a later revision meanwhile. An old entry gives way
     * to any revision, so that a database restored to an earlier state is believed in the end.
     */
    HealthStatus remember(HealthStatus status) {
        Instant now = clock.instant();
        Duration age = status.name() == null ? properties.maxAgeWithoutName() : properties.maxAge();
        Entry entry = new Entry(status, now, now.plus(age));
        return entries.asMap()
                .merge(
                        status.resident(),
                        entry,
                        (old, fresh) ->
                                old.status().revision() > fresh.status().revision() && now.isBefore(old.freshUntil())
                                        ? old
                                        : fresh)
                .status();
    }

    /** Remembers what the running transaction changes, once it is committed. */
    void afterCommit(List<HealthStatus> changed) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                changed.forEach(RememberedStatuses.this::remember);
            }
        });
    }
}
