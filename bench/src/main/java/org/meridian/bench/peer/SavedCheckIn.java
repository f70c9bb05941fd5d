package org.meridian.bench.peer;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A check-in as plain JPA has it; known to be new, so that a save is one INSERT and no SELECT before it. */
@Entity
@Table(name = "check_in")
class SavedCheckIn implements Persistable<SavedCheckIn.Id> {

    @Embeddable
    record Id(
            @Column(name = "id") UUID id,
            @Column(name = "country_code") String countryCode) implements Serializable {}

    @EmbeddedId
    private @Nullable Id id;

    @Column(name = "place_id")
    private @Nullable UUID place;

    @Column(name = "resident_id")
    private @Nullable UUID resident;

    @Column(name = "resident_country")
    private @Nullable String residentCountry;

    @Column(name = "checked_in_at")
    private @Nullable Instant checkedInAt;

    @Column(name = "received_at")
    private @Nullable Instant receivedAt;

    protected SavedCheckIn() {}

    SavedCheckIn(Written row) {
        this.id = new Id(row.id().id(), row.id().countryCode());
        this.place = row.place().id();
        this.resident = row.resident().id();
        this.residentCountry = row.resident().countryCode();
        this.checkedInAt = row.at();
        this.receivedAt = row.at();
    }

    @Override
    public @Nullable Id getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return true;
    }
}
