package org.meridian.platform.audit;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.outbox.Outbox.NewEvent;
import org.meridian.platform.remote.RemoteServices;

/**
 * The same service in the other regions, which keep this one's checkpoints so that nobody can change a chain who does not
 * hold every region. Checkpoints and receipts travel as events: a region that is down gets them when it is back.
 */
final class Witnesses {

    static final String CHECKPOINTS = "AuditCheckpoints";
    static final String RECEIPTS = "AuditReceipts";

    private final Outbox outbox;
    private final RemoteServices remote;
    private final Topology topology;
    private final Region home;
    private final String service;

    Witnesses(Outbox outbox, RemoteServices remote, Topology topology, Region home, String service) {
        this.outbox = outbox;
        this.remote = remote;
        this.topology = topology;
        this.home = home;
        this.service = service;
    }

    /** A checkpoint on its way to a witness. */
    @SuppressWarnings("ArrayRecordComponent") // written and read as JSON only
    record Shown(Country country, long seq, Hash hash, Instant at, String kid, byte[] signature) {

        Checkpoint checkpoint() {
            return new Checkpoint(seq, hash, at, kid, signature);
        }
    }

    /** A witness's answer on its way home. */
    @SuppressWarnings("ArrayRecordComponent") // written and read as JSON only
    record Answered(
            Country country,
            long seq,
            Hash hash,
            Instant checkpointAt,
            String region,
            boolean accepted,
            Instant at,
            String kid,
            byte[] signature) {}

    /** Within the transaction that keeps the checkpoints. */
    void show(Chain chain, List<Checkpoint> checkpoints) {
        List<Shown> shown = checkpoints.stream()
                .map(c -> new Shown(chain.country(), c.seq(), c.hash(), c.at(), c.kid(), c.signature()))
                .toList();
        outbox.appendAll(others().map(
                        region -> new NewEvent(service, seat(region), CHECKPOINTS, subject(chain.country()), shown))
                .toList());
    }

    /** A region without an address for this service can be no witness. */
    private Stream<Region> others() {
        return topology.regions().stream().filter(region -> !region.equals(home) && remote.knows(region, service));
    }

    void answer(Country country, List<Answered> answers) {
        outbox.append(service, country, RECEIPTS, subject(country), answers);
    }

    /** The country in whose partition a region keeps what belongs to none of its countries. */
    static Country seat(Region region) {
        return region.countries().getFirst();
    }

    private static String subject(Country country) {
        return "audit/" + country.code();
    }
}
