package org.meridian.results.lookup;

import java.util.List;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.reading.Reader;
import org.meridian.platform.reading.Readings;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.token.Caller;
import org.meridian.platform.token.Role;
import org.meridian.results.sampling.Laboratories;
import org.meridian.results.sampling.TubeClient;
import org.meridian.results.tube.LoggedResult;
import org.meridian.results.tube.TubeLog;
import org.springframework.stereotype.Service;

/**
 * Shows a tube's results. It names nobody, and yet they are those people's whose samples are in the tube: each is told
 * before the answer goes out. While sampling-service cannot say who they are there is no answer.
 */
@Service
public class TubeLookup {

    private final TubeLog log;
    private final RegionalClients<TubeClient> tubes;
    private final Laboratories laboratories;
    private final Readings readings;

    TubeLookup(TubeLog log, RegionalClients<TubeClient> tubes, Laboratories laboratories, Readings readings) {
        this.laboratories = laboratories;
        this.log = log;
        this.tubes = tubes;
        this.readings = readings;
    }

    /** The one in force first. @throws org.meridian.platform.problem.ProblemException 409 for a laboratory that is not approved; 503 when
     *     nobody could be told */
    public List<LoggedResult> of(String barcode, Caller tester) {
        laboratories.mustBeApproved(tester);
        Country country = tester.home();
        List<LoggedResult> results = log.of(barcode, country);
        if (!results.isEmpty()) {
            var query = new TubeClient.Query(country, List.of(barcode));
            List<ResidentId> people = tubes.call(country, client -> client.lookup(query)).stream()
                    .flatMap(tube -> tube.members().stream())
                    .map(TubeClient.Member::residentId)
                    .toList();
            Reader reader = Reader.of(tester).as(Role.TESTER);
            readings.tell(country, reader, "TUBE_RESULT", "A laboratory looked up what was reported of a tube", people);
        }
        return results;
    }
}
