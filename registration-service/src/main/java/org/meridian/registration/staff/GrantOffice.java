package org.meridian.registration.staff;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.token.Caller;
import org.meridian.registration.settings.RegistrationSettings;
import org.springframework.stereotype.Service;

/**
 * Roles that take two people: whoever holds one changes colours, or gives roles. So no single administrator gives such a
 * role, renews it or changes its end: one grants it, and another decides, who is neither the first nor who shall hold it.
 */
@Service
public class GrantOffice {

    private final Grants grants;
    private final StaffAccounts accounts;
    private final Audit audit;
    private final Clock clock;
    private final Duration lapseAfter;

    GrantOffice(Grants grants, StaffAccounts accounts, Audit audit, Clock clock, RegistrationSettings settings) {
        this.grants = grants;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
        this.lapseAfter = settings.grantsLapseAfter();
    }

    /** What is to be decided, and by whom. */
    public record Deciding(GrantId grant, Administrator by) {}

    /**
     * Who calls, as the country of a grant knows people. Asks the caller's own country, so it runs outside the transaction.
     *
     * @throws ProblemException 403 for somebody whose account is no more
     */
    public Administrator person(Country country, Caller caller) {
        return Optional.ofNullable(caller.staff())
                .flatMap(account -> accounts.phoneIn(country, account).map(phone -> new Administrator(account, phone)))
                .orElseThrow(() -> ProblemException.forbidden("Your account is no more."));
    }

    /**
     * In a write transaction of the grant's country.
     *
     * @throws ProblemException 409 while another grant to the account waits: what is looked at is what is decided on
     */
    public GrantView propose(GrantId id, Grant grant, Administrator by, Caller caller) {
        Instant now = now();
        StaffId staff = accounts.account(grant.country(), grant.phone(), grant.name());
        byte[] holder = accounts.index(grant.country(), grant.phone());
        if (!grants.add(id, staff, grant, holder, by, now, now.plus(lapseAfter))) {
            throw new ProblemException(ProblemType.CONFLICT, "Another grant to this account waits for its decision.")
                    .with("state", GrantStatus.PENDING);
        }
        GrantRow row = grants.lock(id);
        record("staff.grant-proposed", row, caller);
        return GrantView.of(row, holder(staff), now);
    }

    /** What must be known before the decision; likewise outside the transaction. */
    public Deciding check(StaffId staff, GrantDecision decision, Caller caller) {
        GrantRow grant = grants.last(staff).orElseThrow(() -> ProblemException.notFound("grant"));
        GrantAccess.mustBeMeant(grant, decision.grantId());
        return new Deciding(grant.id(), person(staff.country(), caller));
    }

    /** In a write transaction of the account's country, after {@link #check}. */
    public GrantView decide(Deciding deciding, GrantDecision decision, Caller caller) {
        GrantRow grant = grants.lock(deciding.grant());
        GrantAccess.mustBeAnother(grant, deciding.by());
        Instant now = now();
        GrantStatus next = decision.decision().status();
        GrantAccess.mustBeOpen(grant, next, now);
        MaskedStaff holder = holder(grant.staff());
        if (next == GrantStatus.APPROVED) {
            if (holder != null) {
                GrantAccess.mustBeReadable(holder);
            }
            accounts.give(
                    grant.staff(),
                    grant.role(),
                    "",
                    grant.expiresAt(),
                    grant.grantedBy().toString());
        }
        grants.decide(grant.id(), next, decision.reason(), deciding.by(), now);
        GrantRow decided = grants.lock(grant.id());
        record(next == GrantStatus.APPROVED ? "staff.grant-approved" : "staff.grant-rejected", decided, caller);
        return GrantView.of(decided, holder, now);
    }

    private void record(String action, GrantRow grant, Caller caller) {
        audit.record(
                grant.id().country(),
                action,
                caller,
                grant.staff().toString(),
                grant.role() + " until " + grant.expiresAt() + ", grant " + grant.id() + " by " + grant.grantedBy());
    }

    private @Nullable MaskedStaff holder(StaffId staff) {
        return accounts.masked(staff).orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
    }
}
