package org.meridian.sharing.unit;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.id.UnitId;

/** An employer or a school. It reads nothing before an auditor has approved it. */
@Entity
class Unit {

    @EmbeddedId
    private UnitId id;

    private UUID adminId;
    private String name;
    private String corpName;
    private String corpNo;
    private String division;

    @Enumerated(EnumType.STRING)
    private UnitStatus status;

    private Instant createdAt;
    private @Nullable Instant decidedAt;

    @SuppressWarnings("UnusedVariable") // kept for the audit
    private @Nullable String decidedBy;

    private @Nullable String reason;

    @Version
    private @Nullable Integer version;

    @SuppressWarnings("NullAway.Init") // filled in by JPA
    protected Unit() {}

    Unit(UnitId id, StaffId admin, UnitRegister.Registration registration, Instant now) {
        this.id = id;
        this.adminId = admin.id();
        this.name = registration.name();
        this.corpName = registration.corpName();
        this.corpNo = registration.corpNo();
        this.division = registration.division();
        this.status = UnitStatus.PENDING;
        this.createdAt = now;
    }

    UnitId id() {
        return id;
    }

    boolean isAdministeredBy(@Nullable StaffId staff) {
        return staff != null
                && staff.id().equals(adminId)
                && staff.countryCode().equals(id.countryCode());
    }

    /** False when the table of edges knows no such way. */
    boolean decide(UnitStatus decision, String reason, StaffId auditor, Instant now) {
        if (!status.mayBecome(decision)) {
            return false;
        }
        this.status = decision;
        this.reason = reason;
        this.decidedBy = auditor.toString();
        this.decidedAt = now;
        return true;
    }

    UnitView view() {
        return new UnitView(id, status, name, corpName, corpNo, division, createdAt, decidedAt, reason);
    }
}
