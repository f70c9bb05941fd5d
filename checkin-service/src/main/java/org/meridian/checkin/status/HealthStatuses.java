package org.meridian.checkin.status;

import feign.Request;
import java.time.Instant;
import java.util.Optional;
import org.meridian.checkin.status.RegistrationClient.Identity;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.commit.GroupCommit;
import org.meridian.platform.commit.GroupCommits;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.remote.RegionalClients;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;

/**
 * Any resident's health status: from memory; else from the own rows when the resident is at home in this region, from
 * the home region's checkin-service otherwise; else what was last seen of it.
 */
@Service
public class HealthStatuses {

    private static final Logger LOG = LoggerFactory.getLogger(HealthStatuses.class);

    private final RememberedStatuses remembered;
    private final GroupCommit<ResidentId, Optional<HealthStatus>> reads;
    private final RegionalClients<HealthStatusClient> homes;
    private final RegionalClients<RegistrationClient> registration;
    private final Request.Options timeouts;
    private final Topology topology;
    private final Region here;

    HealthStatuses(
            RememberedStatuses remembered,
            StatusRows rows,
            GroupCommits commits,
            RegionalClients<HealthStatusClient> homes,
            RegionalClients<RegistrationClient> registration,
            StatusProperties properties,
            Topology topology,
            Region homeRegion) {
        this.remembered = remembered;
        this.reads = commits.reading("health-statuses", rows::find); // those of the moment in one statement
        this.homes = homes;
        this.registration = registration;
        this.timeouts = properties.timeouts();
        this.topology = topology;
        this.here = homeRegion;
    }

    /**
     * @throws DataAccessException or another, when the resident is at home here, the database can't be reached, or has too
     *     much to do, and nothing is remembered: then nothing else could be done for them either
     * @throws ProblemException 401 when the resident was erased
     */
    public Known of(ResidentId resident) {
        HealthStatus fresh = remembered.fresh(resident);
        Known known =
                fresh != null ? new Known.Current(fresh) : isAtHome(resident) ? own(resident) : fromHome(resident);
        return switch (known) {
            case Known.Current(HealthStatus status) when status.wasErased() -> throw outlived();
            case Known.LastSeen(HealthStatus status, Instant at) when status.wasErased() -> throw outlived();
            case Known.Current current -> current;
            case Known.LastSeen last -> last;
            case Known.HomeUnreachable unreachable -> unreachable;
        };
    }

    /** At home the token is refused as such; away from there nothing else tells. */
    private static ProblemException outlived() {
        return new ProblemException(ProblemType.UNAUTHENTICATED, "The token is not valid, or no longer.");
    }

    /** The status of a resident who is at home in this region. @throws ProblemException 404 for anybody else */
    public HealthStatus ofOwn(ResidentId resident) {
        if (!isAtHome(resident)) {
            throw ProblemException.notFound("resident"); // one hop, never a chain
        }
        HealthStatus fresh = remembered.fresh(resident);
        return fresh != null ? fresh : read(resident);
    }

    private boolean isAtHome(ResidentId resident) {
        return topology.regionOf(resident.country()).equals(here);
    }

    private Known own(ResidentId resident) {
        try {
            return new Known.Current(read(resident));
        } catch (DataAccessException | TransactionException | ProblemException failure) {
            return remembered.last(resident).orElseThrow(() -> failure);
        }
    }

    private HealthStatus read(ResidentId resident) {
        HealthStatus status = reads.submit(resident.country(), resident).orElseGet(() -> HealthStatus.none(resident));
        return remembered.remember(status.name() == null && !status.wasErased() ? named(status) : status);
    }

    /** Registered a moment ago: registration knows. */
    private HealthStatus named(HealthStatus status) {
        ResidentId resident = status.resident();
        try {
            Identity identity =
                    registration.call(resident.country(), client -> client.resident(resident.toString(), timeouts));
            return status.withIdentity(identity.name(), identity.nationalId());
        } catch (ProblemException unknownOrUnreachable) {
            LOG.debug("a status goes without a name: {}", unknownOrUnreachable.type());
            return status;
        }
    }

    private Known fromHome(ResidentId resident) {
        try {
            return new Known.Current(remembered.remember(
                    homes.call(resident.country(), client -> client.status(resident.toString(), timeouts))));
        } catch (ProblemException unreachable) {
            LOG.debug("home of a traveller does not answer: {}", unreachable.type());
            return remembered.last(resident).<Known>map(last -> last).orElseGet(Known.HomeUnreachable::new);
        }
    }
}
