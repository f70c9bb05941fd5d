package org.meridian.checkin.visit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.db.topology.Region;
import org.meridian.db.topology.Topology;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.remote.RegionalClients;
import org.meridian.platform.web.Cursor;
import org.springframework.stereotype.Service;

/** A person's own check-ins, at home and wherever they travelled; each country is asked where its rows are. */
@Service
public class Visits {

    private final Travels travels;
    private final VisitRows rows;
    private final RegionalClients<VisitClient> elsewhere;
    private final Topology topology;
    private final Region here;

    Visits(
            Travels travels,
            VisitRows rows,
            RegionalClients<VisitClient> elsewhere,
            Topology topology,
            Region homeRegion) {
        this.travels = travels;
        this.rows = rows;
        this.elsewhere = elsewhere;
        this.topology = topology;
        this.here = homeRegion;
    }

    /**
     * A page and one visit more, newest first.
     *
     * @param missing regions with visits that cannot be asked at present
     */
    public record Found(List<Visit> visits, Set<String> missing) {}

    public Found of(ResidentId resident, @Nullable Cursor cursor) {
        Position after = Position.after(cursor);
        List<Visit> found = new ArrayList<>();
        Set<String> missing = new TreeSet<>();
        for (Country country : travels.countries(resident)) {
            Region region = topology.regionOf(country);
            if (country.equals(resident.country()) || region.equals(here)) {
                found.addAll(rows.find(resident, country, after));
            } else {
                ask(resident, country, after, region, found, missing);
            }
        }
        found.sort(Position.NEWEST_FIRST);
        return new Found(List.copyOf(found), missing);
    }

    /** Those in one country of this region, for the person's home region. */
    public List<Visit> in(Country country, ResidentId resident, Position after) {
        return rows.find(resident, country, after);
    }

    private void ask(
            ResidentId resident,
            Country country,
            Position after,
            Region region,
            List<Visit> found,
            Set<String> missing) {
        try {
            found.addAll(elsewhere.call(
                    region,
                    client -> client.visits(
                            resident.toString(),
                            country.code(),
                            after.checkedInAt().toString(),
                            after.id().toString())));
        } catch (ProblemException unreachable) {
            missing.add(region.name());
        }
    }

    /** Where a visit stands in its list. */
    public static String position(Visit visit) {
        return Position.of(visit);
    }
}
