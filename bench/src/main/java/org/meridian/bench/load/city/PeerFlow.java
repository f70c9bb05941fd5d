package org.meridian.bench.load.city;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.HttpBytes;
import org.meridian.platform.id.SiteId;

/** Check-ins of one country at the bench's own service, one way or the other of writing them. */
public final class PeerFlow implements Flow {

    private static final String COUNTRY = "DEU";
    private static final int PLACES = 250;

    private final City city;
    private final String name;
    private final List<SiteId> places;
    private final byte[][] requests;
    private final Ledger<UUID> ledger = new Ledger<>();

    /** @param path of the way of writing */
    public PeerFlow(City city, URI peer, String name, String path, int count) {
        this.city = city;
        this.name = name;
        this.places = java.util.stream.Stream.generate(() -> city.newId(COUNTRY, SiteId::new))
                .limit(PLACES)
                .toList();
        this.requests = new byte[count][];
        long first = City.newPeople(count);
        for (int i = 0; i < count; i++) {
            requests[i] = HttpBytes.post(
                    peer,
                    path,
                    null,
                    "{\"place\":\"" + places.get(i % PLACES) + "\",\"resident\":\"" + city.person(COUNTRY, first + i)
                            + "\"}");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Calls> phases() {
        return List.of(Recorded.of(name, "checkInId", ledger, requests));
    }

    @Override
    public Account account() {
        return ledger.compare(city.checkInsAt(places));
    }
}
