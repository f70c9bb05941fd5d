package org.meridian.results.correction;

import java.util.List;
import java.util.Objects;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.IdGenerator;
import org.meridian.platform.outbox.Outbox;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.token.Caller;
import org.meridian.results.cascade.Cascade;
import org.meridian.results.person.MemberResult;
import org.meridian.results.sampling.Laboratories;
import org.meridian.results.sampling.TubeClient;
import org.meridian.results.sampling.TubeClient.Query;
import org.meridian.results.sampling.TubeClient.Tube;
import org.meridian.results.tube.Correction;
import org.meridian.results.tube.ResultId;
import org.meridian.results.tube.StoredResult;
import org.meridian.results.tube.TubeCorrections;
import org.meridian.results.verdict.Method;
import org.meridian.results.verdict.Outcome;
import org.springframework.stereotype.Component;

/** Corrects results: the log gets a row more, and all that was derived follows in the same transaction. */
@Component
public class Corrections {

    private final TubeCorrections tubes;
    private final RegionalClients<TubeClient> sampling;
    private final Laboratories laboratories;
    private final Cascade cascade;
    private final Outbox outbox;
    private final Topology topology;
    private final Region home;
    private final IdGenerator ids;

    Corrections(
            TubeCorrections tubes,
            RegionalClients<TubeClient> sampling,
            Laboratories laboratories,
            Cascade cascade,
            Outbox outbox,
            Topology topology,
            Region home,
            IdGenerator ids) {
        this.tubes = tubes;
        this.sampling = sampling;
        this.laboratories = laboratories;
        this.cascade = cascade;
        this.outbox = outbox;
        this.topology = topology;
        this.home = home;
        this.ids = ids;
    }

    /** A correction that may be made, unless somebody else is faster. */
    public static final class Prepared {

        private final Correction correction;
        private final StoredResult corrected;
        private final List<MemberResult> members;

        private Prepared(Correction correction, StoredResult corrected, List<MemberResult> members) {
            this.correction = correction;
            this.corrected = corrected;
            this.members = members;
        }
    }

    /**
     * Checks who corrects what, and asks who is in the tube. Nothing is written.
     *
     * @throws ProblemException 404 for a result that does not exist or is another
     *     laboratory's, 409 when it can't be corrected so or the laboratory is not approved, 503 when sampling-service does not answer
     */
    public Prepared prepare(ResultId id, Outcome outcome, String reason, Caller caller) {
        Country country = id.country();
        if (!topology.regionOf(country).equals(home)) {
            throw ProblemException.regionUnavailable(topology.regionOf(country).name()); // only its own region writes
        }
        StoredResult corrected = tubes.find(id).orElseThrow(() -> ProblemException.notFound("result"));
        if (!LaboratoryAccess.reported(corrected.labSite(), caller)) {
            throw ProblemException.notFound("result");
        }
        laboratories.mustBeApproved(caller);
        if (corrected.outcome() == outcome) {
            throw new ProblemException(ProblemType.CONFLICT, "The result says " + outcome + " already.");
        }
        Tube tube =
                sampling
                        .call(country, client -> client.lookup(new Query(country, List.of(corrected.barcode()))))
                        .stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("a tube with a result is not known any more"));
        if (tube.state().equals("VOID")) {
            throw new ProblemException(ProblemType.CONFLICT, "The tube is void; its people need new samples.");
        }
        Correction correction = new Correction(ids.next(country, ResultId::new), id, outcome, reason);
        return new Prepared(correction, corrected, members(tube, correction, corrected));
    }

    private static List<MemberResult> members(Tube tube, Correction correction, StoredResult corrected) {
        return tube.members().stream()
                .map(member -> new MemberResult(
                        correction.id(),
                        corrected.revision() + 1,
                        member.sampleId(),
                        member.residentId(),
                        correction.outcome(),
                        Method.ofCapacity(tube.capacity()),
                        member.sampledAt(),
                        corrected.testedAt(),
                        tube.barcode(),
                        tube.siteId()))
                .toList();
    }

    /**
     * Appends the correction and whatever follows, in a write transaction of the tube's country.
     *
     * @throws ProblemException 409 when it does not correct the newest result of the tube
     */
    public CorrectionView append(Prepared prepared) {
        Correction correction = prepared.correction;
        StoredResult corrected = prepared.corrected;
        Country country = correction.id().country();
        if (tubes.append(country, List.of(correction)).isEmpty()) {
            StoredResult newest = Objects.requireNonNull(
                    tubes.newest(country, List.of(corrected.barcode())).get(corrected.barcode()));
            throw new ProblemException(
                            ProblemType.CONFLICT,
                            "This result was corrected already; the newest is " + newest.id() + ".")
                    .with("newest", newest.id().toString());
        }
        outbox.appendAll(cascade.follow(country, prepared.members));
        return new CorrectionView(
                correction.id(),
                correction.corrects(),
                corrected.barcode(),
                correction.outcome(),
                corrected.revision() + 1);
    }
}
