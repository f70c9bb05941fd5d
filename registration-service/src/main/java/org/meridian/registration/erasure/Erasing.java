package org.meridian.registration.erasure;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.audit.Audit;
import org.meridian.platform.erasure.Erasures;
import org.meridian.platform.erasure.ResidentErased;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.outbox.Outbox.NewEvent;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.token.Caller;
import org.meridian.registration.otp.Challenges;
import org.meridian.registration.resident.Resident;
import org.meridian.registration.resident.Residents;
import org.meridian.registration.token.RefreshTokens;
import org.springframework.stereotype.Component;

/** Forgets a person: no data key, no index, no token, no code; every service with rows of theirs is told. */
@Component
public class Erasing {

    /** The services that are told. */
    static final List<String> CONSUMERS = List.of("sampling", "results", "checkin", "sharing");

    private static final String ACTION = "resident.erased";

    private final Residents residents;
    private final Challenges challenges;
    private final RefreshTokens refreshTokens;
    private final Erasures erasures;
    private final CountryTransactions transactions;
    private final Outbox outbox;
    private final Audit audit;
    private final Ledger ledger;
    private final Topology topology;
    private final Region here;

    Erasing(
            Residents residents,
            Challenges challenges,
            RefreshTokens refreshTokens,
            Erasures erasures,
            CountryTransactions transactions,
            Outbox outbox,
            Audit audit,
            Ledger ledger,
            Topology topology,
            Region homeRegion) {
        this.residents = residents;
        this.challenges = challenges;
        this.refreshTokens = refreshTokens;
        this.erasures = erasures;
        this.transactions = transactions;
        this.outbox = outbox;
        this.audit = audit;
        this.ledger = ledger;
        this.topology = topology;
        this.here = homeRegion;
    }

    /**
     * Erases the resident who asks for it. The ledger has it before the database does: whatever fails then, the next
     * replay erases somebody who wanted to be erased, and nobody is told to be erased whom a restore would bring back.
     *
     * @throws ProblemException 404 when there is no such resident (any more); 503 in another region than the resident's
     */
    public void erase(ResidentId id, Caller by) {
        Region home = topology.regionOf(id.country());
        if (!home.equals(here)) {
            throw ProblemException.regionUnavailable(home.name()); // its ledger is there
        }
        if (residents.find(id).isEmpty()) {
            throw ProblemException.notFound("resident");
        }
        ledger.write(id);
        boolean erased = transactions.write(id.country(), () -> {
            if (!forget(id)) {
                return false;
            }
            audit.record(id.country(), ACTION, by, id.toString(), "");
            return true;
        });
        if (!erased) {
            throw ProblemException.notFound("resident");
        }
    }

    /** Erases somebody of the ledger whom a restore has brought back. */
    void eraseAgain(ResidentId id) {
        transactions.run(id.country(), () -> {
            if (forget(id)) {
                audit.record(id.country(), ACTION, "erasure-ledger", id.toString(), "again, after a restore");
            }
        });
    }

    /** Has one service erase people of one country. */
    void tell(String consumer, Collection<ResidentId> residents) {
        if (residents.isEmpty()) {
            return;
        }
        List<NewEvent> events =
                residents.stream().map(resident -> event(consumer, resident)).toList();
        transactions.run(events.getFirst().targetCountry(), () -> outbox.appendAll(events));
    }

    private boolean forget(ResidentId id) {
        Optional<Resident> resident = residents.find(id);
        if (resident.isEmpty() || !residents.erase(id)) {
            return false;
        }
        refreshTokens.forget(id.country(), resident.get().phoneIndex());
        challenges.forget(id.country(), resident.get().phoneIndex());
        erasures.erase(id);
        outbox.appendAll(CONSUMERS.stream().map(consumer -> event(consumer, id)).toList());
        return true;
    }

    private static NewEvent event(String consumer, ResidentId id) {
        return new NewEvent(consumer, id.country(), ResidentErased.TYPE, id.toString(), new ResidentErased(id));
    }
}
