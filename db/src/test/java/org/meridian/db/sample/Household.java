package org.meridian.db.sample;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;

@Entity
class Household {

    @Embeddable
    record Id(UUID id, @Column(name = "country_code") String countryCode) implements Serializable {
        static Id in(Country country) {
            return new Id(UUID.randomUUID(), country.code());
        }
    }

    @EmbeddedId
    private @Nullable Id id;

    private @Nullable String name;

    @Version
    private @Nullable Integer version;

    protected Household() {}

    Household(Id id, String name) {
        this.id = id;
        this.name = name;
    }

    @Nullable
    Id id() {
        return id;
    }

    void rename(String name) {
        this.name = name;
    }

    @Nullable
    String name() {
        return name;
    }
}
