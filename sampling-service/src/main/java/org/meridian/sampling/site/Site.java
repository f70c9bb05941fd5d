package org.meridian.sampling.site;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.SiteId;
import org.meridian.platform.id.StaffId;

/** A place where samples are taken, registered by its administrator and decided on by an auditor. */
@Entity
public class Site {

    @EmbeddedId
    private SiteId id;

    private UUID adminId;
    private String name;
    private String corpName;
    private String corpNo;
    private String division;
    private @Nullable Double latitude;
    private @Nullable Double longitude;
    private String opensAt;
    private String closesAt;

    @Enumerated(EnumType.STRING)
    private SiteStatus status;

    private Instant registeredAt;

    @SuppressWarnings("UnusedVariable") // kept with the row, for whoever asks later who it was
    private @Nullable String decidedBy;

    private @Nullable Instant decidedAt;
    private @Nullable String reason;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it
    protected Site() {}

    Site(SiteId id, StaffId admin, RegisterSite command, Instant now) {
        this.id = id;
        this.adminId = admin.id();
        this.name = command.name();
        this.corpName = command.corpName();
        this.corpNo = command.corpNo();
        this.division = command.division();
        this.latitude = command.latitude();
        this.longitude = command.longitude();
        this.opensAt = command.opensAt();
        this.closesAt = command.closesAt();
        this.status = SiteStatus.PENDING;
        this.registeredAt = now;
    }

    /** @return false when the present status doesn't lead there; then nothing changes */
    boolean decide(SiteStatus next, StaffId auditor, String why, Instant now) {
        if (!status.leadsTo(next)) {
            return false;
        }
        status = next;
        decidedBy = auditor.toString();
        decidedAt = now;
        reason = why;
        return true;
    }

    public SiteId id() {
        return id;
    }

    public SiteStatus status() {
        return status;
    }

    public boolean isAdministeredBy(@Nullable StaffId staff) {
        return staff != null && adminId.equals(staff.id()) && id.countryCode().equals(staff.countryCode());
    }

    public SiteView view() {
        return new SiteView(
                id,
                id.countryCode(),
                name,
                corpName,
                corpNo,
                division,
                latitude,
                longitude,
                opensAt,
                closesAt,
                status,
                registeredAt,
                decidedAt,
                reason);
    }
}
