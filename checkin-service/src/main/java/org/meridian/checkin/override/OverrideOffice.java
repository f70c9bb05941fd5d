package org.meridian.checkin.override;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.meridian.checkin.status.Residents;
import org.meridian.checkin.status.StandingOverride;
import org.meridian.checkin.status.StandingOverrides;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.reading.Reader;
import org.meridian.platform.reading.Readings;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.springframework.stereotype.Service;

/**
 * What health officers do. No single one changes a colour: setting one takes two people, and so does ending it early,
 * because that changes the colour too. None of them acts for themselves, nor outside their country.
 */
@Service
public class OverrideOffice {

    private static final String WHAT = "OVERRIDE";

    private final Overrides overrides;
    private final StandingOverrides standing;
    private final Residents residents;
    private final Notices notices;
    private final Readings readings;
    private final Audit audit;
    private final OverrideProperties limits;
    private final Clock clock;

    OverrideOffice(
            Overrides overrides,
            StandingOverrides standing,
            Residents residents,
            Notices notices,
            Readings readings,
            Audit audit,
            OverrideProperties limits,
            Clock clock) {
        this.overrides = overrides;
        this.standing = standing;
        this.residents = residents;
        this.notices = notices;
        this.readings = readings;
        this.audit = audit;
        this.limits = limits;
        this.clock = clock;
    }

    /** What can be said before anything is written; asks registration-service, so it runs outside the transaction. */
    public ResidentId check(ProposeOverride proposal, Caller officer) {
        ResidentId resident = proposal.residentId();
        OverrideAccess.mustBeAtHome(resident.countryCode(), officer);
        OverrideAccess.mustNotBe(resident, officer);
        Instant now = now();
        Instant endsAt = proposal.endsAt();
        if (!endsAt.isAfter(now) || endsAt.isAfter(now.plus(limits.longest()))) {
            throw ProblemException.invalid(
                    "/endsAt", "A time to come, at most " + limits.longest().toHours() + " hours from now.");
        }
        if (!residents.isRegistered(resident)) {
            throw ProblemException.invalid("/residentId", "A resident who is registered.");
        }
        mustNotHaveBecome(resident, officer);
        return resident;
    }

    /** In a write transaction of the resident's country, after {@link #check}. */
    public OverrideView propose(OverrideId id, ProposeOverride proposal, Caller officer) {
        Instant now = now();
        if (overrides.isSet(proposal.residentId(), now)) {
            throw standsAlready();
        }
        Instant endsAt = proposal.endsAt().truncatedTo(ChronoUnit.SECONDS);
        overrides.add(id, proposal, officer.staffId(), now, now.plus(limits.decideWithin()), endsAt);
        audit.record(
                id.country(),
                "override.proposed",
                officer,
                id.toString(),
                proposal.colour() + " until " + endsAt + ", evidence "
                        + proposal.evidence().sha256());
        return existing(id);
    }

    /** What must be known before an officer decides on an override or ends it; likewise outside the transaction. */
    public OverrideId check(OverrideId id, Caller officer) {
        OverrideAccess.mustBeAtHome(id.countryCode(), officer);
        overrides.find(id).ifPresent(override -> mustNotHaveBecome(override.residentId(), officer));
        return id;
    }

    /** In a write transaction of the override's country, after {@link #check(OverrideId, Caller)}. */
    public OverrideView decide(OverrideId id, boolean approved, String reason, Caller officer) {
        OverrideView override = locked(id, officer, "Deciding on an override");
        StaffId by = officer.staffId();
        OverrideAccess.mustBeAnother(override, by);
        Instant now = now();
        State next = approved ? State.APPROVED : State.REJECTED;
        OverrideAccess.mustBeOpen(override, next, now);
        overrides.decide(id, next, by, reason, now);
        if (approved) {
            if (!standing.put(
                    override.residentId(), id.id(), new StandingOverride(override.colour(), override.endsAt()))) {
                throw standsAlready();
            }
            notices.set(override);
        }
        audit.record(
                id.country(),
                approved ? "override.approved" : "override.rejected",
                officer,
                id.toString(),
                proposed(override));
        return existing(id);
    }

    /**
     * In a write transaction of the override's country, after {@link #check(OverrideId, Caller)}. The first officer asks, another one ends it; a wish that is older
     * than a proposal may be counts no more.
     */
    public OverrideView end(OverrideId id, String reason, Caller officer) {
        OverrideView override = locked(id, officer, "Ending an override");
        Instant now = now();
        OverrideAccess.mustStand(override, now);
        StaffId by = officer.staffId();
        if (!OverrideAccess.isAskedToEnd(override, limits.decideWithin(), now)) {
            overrides.askToEnd(id, by, reason, now);
            audit.record(id.country(), "override.end-asked", officer, id.toString(), proposed(override));
        } else if (OverrideAccess.isAnotherThanAsked(override, by)) {
            overrides.end(id, by, reason, now);
            standing.remove(override.residentId(), id.id());
            notices.ended(override, State.ENDED);
            audit.record(id.country(), "override.ended", officer, id.toString(), proposed(override));
        }
        return existing(id);
    }

    /** In a write transaction of the country, because whoever is shown is told. */
    public OverrideView show(OverrideId id, Caller officer) {
        OverrideAccess.mustBeAtHome(id.countryCode(), officer);
        OverrideView override = existing(id);
        tell(List.of(override.residentId()), officer, "Looking at an override");
        return override;
    }

    /** The officer's country's, one more than a page when there are more; likewise. */
    public List<OverrideView> list(@Nullable State state, @Nullable UUID before, int limit, int shown, Caller officer) {
        List<OverrideView> found = overrides.of(officer.home(), state, before, limit);
        tell(found.stream().limit(shown).map(OverrideView::residentId).toList(), officer, "Looking through overrides");
        return found;
    }

    private OverrideView locked(OverrideId id, Caller officer, String purpose) {
        OverrideAccess.mustBeAtHome(id.countryCode(), officer);
        OverrideView override = overrides.lock(id).orElseThrow(() -> ProblemException.notFound("override"));
        OverrideAccess.mustNotBe(override.residentId(), officer);
        tell(List.of(override.residentId()), officer, purpose);
        return override;
    }

    private OverrideView existing(OverrideId id) {
        return overrides.find(id).orElseThrow(() -> ProblemException.notFound("override"));
    }

    private void tell(Collection<ResidentId> people, Caller officer, String purpose) {
        Reader reader = Reader.of(officer).as(Role.HEALTH_OFFICER).at("Health officers of " + officer.home());
        readings.tell(officer.home(), reader, WHAT, purpose, people);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    }

    private static String proposed(OverrideView override) {
        return override.colour() + " proposed by " + override.proposedBy();
    }

    private static ProblemException standsAlready() {
        return new ProblemException(
                ProblemType.CONFLICT, "Another override of this resident stands, or the resident is no more.");
    }

    /**
     * A token says what its phone was when it was made: whoever has registered since is asked about. One that names a resident
     * needs no question; the next whom that phone registers comes after the erasure, which ends that token.
     */
    private void mustNotHaveBecome(ResidentId resident, Caller officer) {
        if (OverrideAccess.mayHaveBecomeSomebody(officer) && residents.isOf(resident, officer.staffId())) {
            throw OverrideAccess.own();
        }
    }
}
