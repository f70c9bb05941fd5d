package org.meridian.db.topology;

import java.net.URI;
import java.util.List;

/**
 * A part of the world whose countries' rows are kept together in one place.
 *
 * @param name short and lower-case, part of partition names: {@code us}, {@code eu}, {@code ap}
 * @param cloud the provider, as YugabyteDB's placement knows it
 * @param cloudRegion the provider's region, as YugabyteDB's placement knows it
 * @param zones the provider's zones that replicas are spread over, at least one
 * @param latitude degrees north, -90 to 90
 * @param longitude degrees east, -180 to 180
 * @param gateway the address that users call
 * @param countries the countries served, none twice
 * @param ownPartition those of them that have a partition of their own
 */
public record Region(
        String name,
        String cloud,
        String cloudRegion,
        List<String> zones,
        double latitude,
        double longitude,
        URI gateway,
        List<Country> countries,
        List<Country> ownPartition) {

    private static final double EARTH_RADIUS_KM = 6371.0088; // IUGG mean radius

    public Region {
        if (!name.matches("[a-z][a-z0-9]{0,15}")) {
            throw new IllegalArgumentException("region name '" + name + "' is not [a-z][a-z0-9]{0,15}");
        }
        if (zones.isEmpty() || countries.isEmpty()) {
            throw new IllegalArgumentException("region " + name + " has no zones or no countries");
        }
        if (!countries.containsAll(ownPartition)) {
            throw new IllegalArgumentException("region " + name + ": ownPartition names a country it does not serve");
        }
        zones = List.copyOf(zones);
        countries = countries.stream().sorted().toList();
        ownPartition = ownPartition.stream().sorted().toList();
    }

    /** Of the name alone: regions are looked up with every request, and no two have one name. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** Great-circle distance in kilometres from this region to a point, by the haversine formula. */
    public double distanceKm(double toLatitude, double toLongitude) {
        double dLat = Math.toRadians(toLatitude - latitude) / 2;
        double dLon = Math.toRadians(toLongitude - longitude) / 2;
        double h = Math.pow(Math.sin(dLat), 2)
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(toLatitude))
                        * Math.pow(Math.sin(dLon), 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
