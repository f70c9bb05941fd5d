package org.meridian.platform.commit;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** The same row as plain JPA writes it: known to be new, so that a save is one INSERT. */
@Entity
@Table(name = "note")
class SavedNote implements Persistable<SavedNote.Id> {

    @Embeddable
    record Id(UUID id, @Column(name = "country_code") String countryCode) implements Serializable {}

    @EmbeddedId
    private @Nullable Id id;

    private @Nullable String title;

    protected SavedNote() {}

    SavedNote(Id id, String title) {
        this.id = id;
        this.title = title;
    }

    @Nullable
    String title() {
        return title;
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
