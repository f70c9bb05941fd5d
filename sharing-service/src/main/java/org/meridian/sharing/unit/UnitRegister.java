package org.meridian.sharing.unit;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Optional;
import org.meridian.platform.id.UnitId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.springframework.stereotype.Service;

/** Registers units, has auditors decide on them, and tells other features whose a unit is. */
@Service
public class UnitRegister {

    /** What an employer or a school says about itself. */
    public record Registration(
            @NotBlank(message = "The unit's country, ISO 3166-1 alpha-3.")
            String country,

            @NotBlank(message = "The unit's name.") @Size(max = 200)
            String name,

            @NotBlank(message = "The name of the corporation behind it.") @Size(max = 200)
            String corpName,

            @NotBlank(message = "The corporation's number in its register.") @Size(max = 64)
            String corpNo,

            @NotBlank(message = "The code of the administrative division.") @Size(max = 64)
            String division) {}

    /** What an auditor can decide. */
    public enum Verdict {
        APPROVED(UnitStatus.APPROVED),
        REJECTED(UnitStatus.REJECTED);

        private final UnitStatus status;

        Verdict(UnitStatus status) {
            this.status = status;
        }
    }

    /** An auditor's decision with its reason, which the unit's administrator can read. */
    public record Decision(
            @NotNull(message = "APPROVED or REJECTED.") Verdict decision,

            @NotBlank(message = "Why, for the unit to read.") @Size(max = 1000)
            String reason) {}

    private final Units units;
    private final UnitList list;
    private final Clock clock;

    UnitRegister(Units units, UnitList list, Clock clock) {
        this.units = units;
        this.list = list;
        this.clock = clock;
    }

    /** In a write transaction of the unit's country. */
    public UnitView register(UnitId id, Registration registration, Caller admin) {
        Unit unit = new Unit(id, admin.staffId(), registration, clock.instant());
        units.save(unit);
        return unit.view();
    }

    /** In a write transaction of the unit's country. */
    public UnitView decide(UnitId id, Decision decision, Caller auditor) {
        Unit unit = existing(id);
        if (!unit.decide(decision.decision().status, decision.reason(), auditor.staffId(), clock.instant())) {
            throw new ProblemException(
                            ProblemType.ALREADY_DECIDED,
                            "The unit is " + unit.view().status() + ".")
                    .with("state", unit.view().status());
        }
        return unit.view();
    }

    /** For its administrator and for auditors. */
    public UnitView seenBy(Caller caller, UnitId id) {
        Unit unit = existing(id);
        if (!UnitAccess.sees(unit, caller)) {
            throw noSuchUnit();
        }
        return unit.view();
    }

    /** @throws ProblemException 404, also for another's unit, 409 for one that is not approved */
    public UnitView approvedOf(Caller admin, UnitId id) {
        UnitView unit = UnitAccess.mayAdminister(id, admin)
                .flatMap(staff -> list.of(staff, id))
                .orElseThrow(UnitRegister::noSuchUnit);
        if (unit.status() != UnitStatus.APPROVED) {
            throw notApproved();
        }
        return unit;
    }

    /** Whatever its status. */
    public Optional<UnitView> find(UnitId id) {
        return units.findById(id).map(Unit::view);
    }

    public static ProblemException notApproved() {
        return new ProblemException(ProblemType.UNIT_NOT_APPROVED, "No auditor has approved this unit.");
    }

    private Unit existing(UnitId id) {
        return units.findById(id).orElseThrow(UnitRegister::noSuchUnit);
    }

    private static ProblemException noSuchUnit() {
        return ProblemException.notFound("unit");
    }
}
