package org.meridian.checkin.status;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.status.LatestResult.Certainty;
import org.meridian.checkin.status.LatestResult.Outcome;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** What registration and results tell; each changes one row, and after the commit what is remembered of it. */
@Configuration(proxyBeanMethods = false)
class StatusEvents {

    private final StatusRows rows;
    private final RememberedStatuses remembered;
    private final JsonMapper json;

    StatusEvents(StatusRows rows, RememberedStatuses remembered, JsonMapper json) {
        this.rows = rows;
        this.remembered = remembered;
        this.json = json;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ResidentRegistered(ResidentId residentId, String name, String nationalId) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ResidentErased(ResidentId residentId) {}

    /** Without an outcome, or PENDING: there is no result any more. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record LatestResultChanged(
            ResidentId residentId,
            long version,
            @Nullable String outcome,
            @Nullable Certainty status,
            @Nullable String method,
            @Nullable Instant sampledAt,
            @Nullable Instant testedAt) {

        @Nullable
        LatestResult latest() {
            if (outcome == null || outcome.equals("PENDING")) {
                return null;
            }
            if (status == null || sampledAt == null) {
                throw new IllegalArgumentException("a result without status or time of sampling");
            }
            return new LatestResult(Outcome.valueOf(outcome), status, sampledAt);
        }
    }

    @Bean
    EventHandler residentRegistered() {
        return handler(
                "ResidentRegistered",
                ResidentRegistered.class,
                event -> rows.identity(event.residentId(), event.name(), event.nationalId()));
    }

    @Bean
    EventHandler latestResultChanged() {
        return handler(
                "LatestResultChanged",
                LatestResultChanged.class,
                event -> rows.result(
                        event.residentId(),
                        event.version(),
                        event.latest(),
                        new StatusRows.Tested(event.method(), event.testedAt())));
    }

    @Bean
    EventHandler residentErased() {
        return handler("ResidentErased", ResidentErased.class, event -> rows.erase(event.residentId()));
    }

    private <T> EventHandler handler(String type, Class<T> payload, Function<T, Optional<HealthStatus>> change) {
        return new EventHandler() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public void handle(Event event) {
                change.apply(json.readValue(event.payload(), payload)).ifPresent(StatusEvents.this::afterCommit);
            }
        };
    }

    private void afterCommit(HealthStatus status) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                remembered.remember(status);
            }
        });
    }
}
