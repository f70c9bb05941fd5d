package org.meridian.bench.load.city;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.HttpBytes;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.SiteId;

/** Residents check in at a few places of one country, at one of them more than at the others. */
public final class CrowdFlow implements Flow {

    private static final String COUNTRY = "DEU";

    private final City city;
    private final List<SiteId> places = new ArrayList<>();
    private final byte[][] elsewhere;
    private final byte[][] here;
    private final Ledger<UUID> ledger = new Ledger<>();

    /**
     * @param others other places
     * @param elsewhere calls at the others, at each in turn
     * @param here calls at the one place
     */
    public CrowdFlow(City city, int others, int elsewhere, int here) {
        this.city = city;
        for (int i = 0; i <= others; i++) {
            places.add(city.newId(COUNTRY, SiteId::new));
        }
        Seeds seeds = new Seeds(city);
        seeds.places(places);
        long first = City.newPeople(elsewhere + here);
        seeds.tested(elsewhere + here, i -> city.person(COUNTRY, first + i));
        this.elsewhere = new byte[elsewhere][];
        for (int i = 0; i < elsewhere; i++) {
            this.elsewhere[i] = request(first + i, places.get(1 + i % others));
        }
        this.here = new byte[here][];
        for (int i = 0; i < here; i++) {
            this.here[i] = request(first + elsewhere + i, places.getFirst());
        }
        seeds.settle(city.table("checkin", "health_status"));
    }

    private byte[] request(long number, SiteId place) {
        ResidentId person = city.person(COUNTRY, number);
        return HttpBytes.post(
                city.gateway(),
                "/v1/check-ins",
                city.world().tokens().resident(person),
                "{\"place\":\"" + place + "\"}");
    }

    @Override
    public String name() {
        return "crowd";
    }

    /** Elsewhere, and here; to be worked at once. */
    @Override
    public List<Calls> phases() {
        return List.of(calls("check-in elsewhere", elsewhere), calls("check-in at one place", here));
    }

    private Calls calls(String name, byte[][] requests) {
        return Recorded.of(name, "checkInId", ledger, requests);
    }

    @Override
    public Account account() {
        return ledger.compare(city.checkInsAt(places));
    }
}
