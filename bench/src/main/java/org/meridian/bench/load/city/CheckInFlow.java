package org.meridian.bench.load.city;

import java.util.List;
import java.util.UUID;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.HttpBytes;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;

/** Residents check in, each once, with a token that nobody has seen; one in fifty is in another country of the region. */
public final class CheckInFlow implements Flow {

    private static final int PLACES = 250; // in each country
    private static final int TRAVELLERS = 50;

    private final City city;
    private final List<SiteId> places;
    private final byte[][] requests;
    private final Ledger<UUID> ledger = new Ledger<>();

    public CheckInFlow(City city, int count) {
        this.city = city;
        this.places = city.newIds(PLACES, SiteId::new); // every id is written alike
        this.requests = new byte[count][];
        Seeds seeds = new Seeds(city);
        seeds.places(places);
        long first = City.newPeople(count);
        seeds.tested(count, i -> city.person(City.country(i), first + i));
        for (int i = 0; i < count; i++) {
            ResidentId person = city.person(City.country(i), first + i);
            String at = i % TRAVELLERS == TRAVELLERS - 1 ? City.country(i + 1) : person.countryCode();
            requests[i] = HttpBytes.post(
                    city.gateway(),
                    "/v1/check-ins",
                    city.world().tokens().resident(person),
                    "{\"place\":\"" + City.inCountry(places, at, i) + "\"}");
        }
        seeds.settle(city.table("checkin", "health_status"));
    }

    @Override
    public String name() {
        return "check-in";
    }

    @Override
    public List<Calls> phases() {
        return List.of(Recorded.of(name(), "checkInId", ledger, requests));
    }

    @Override
    public Account account() {
        return ledger.compare(city.checkInsAt(places));
    }
}
