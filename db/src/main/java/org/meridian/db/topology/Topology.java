package org.meridian.db.topology;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The regions and what each serves, read from one file ({@code meridian/topology.yaml} unless another is named). */
public final class Topology {

    private static final Set<String> REGION_KEYS =
            Set.of("cloud", "region", "zones", "latitude", "longitude", "gateway", "ownPartition", "countries");

    private final int replicationFactor;
    private final Map<String, Region> regions;
    private final Map<Country, Partition> partitionByCountry = new HashMap<>();
    private final List<Partition> partitions = new ArrayList<>();

    /** @throws IllegalArgumentException when a country is listed twice or a name repeats */
    public Topology(int replicationFactor, List<Region> regions) {
        this.replicationFactor = replicationFactor;
        this.regions = new LinkedHashMap<>();
        for (Region region : regions) {
            if (this.regions.put(region.name(), region) != null) {
                throw new IllegalArgumentException("region " + region.name() + " is there twice");
            }
            List<Country> shared = new ArrayList<>(region.countries());
            shared.removeAll(region.ownPartition());
            if (!shared.isEmpty()) {
                add(new Partition(region.name(), region, List.copyOf(shared)));
            }
            for (Country country : region.ownPartition()) {
                String suffix = region.name() + "_" + country.code().toLowerCase(java.util.Locale.ROOT);
                add(new Partition(suffix, region, List.of(country)));
            }
        }
    }

    private void add(Partition partition) {
        partitions.add(partition);
        for (Country country : partition.countries()) {
            if (partitionByCountry.put(country, partition) != null) {
                throw new IllegalArgumentException("country " + country + " is served twice");
            }
        }
    }

    /** The topology that is built in. */
    public static Topology load() {
        try (InputStream in = Topology.class.getResourceAsStream("/meridian/topology.yaml")) {
            return parse(Objects.requireNonNull(in, "meridian/topology.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The topology in this file, or the one that is built in when there is none named. */
    public static Topology load(@Nullable Path file) {
        if (file == null) {
            return load();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the topology file " + file + " cannot be read", e);
        }
    }

    /** @throws IllegalArgumentException for an unknown key, a missing value, a country twice or unknown */
    public static Topology parse(InputStream yaml) {
        Map<?, ?> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        List<Region> regions = new ArrayList<>();
        Map<?, ?> byName = (Map<?, ?>) required(root, "regions");
        byName.forEach((name, values) -> regions.add(region(name.toString(), (Map<?, ?>) values)));
        return new Topology((Integer) required(root, "replicationFactor"), regions);
    }

    private static Region region(String name, Map<?, ?> values) {
        for (Object key : values.keySet()) {
            if (!REGION_KEYS.contains(key.toString())) {
                throw new IllegalArgumentException("topology: region " + name + " has an unknown key '" + key + "'");
            }
        }
        return new Region(
                name,
                required(values, "cloud").toString(),
                required(values, "region").toString(),
                strings(required(values, "zones")),
                ((Number) required(values, "latitude")).doubleValue(),
                ((Number) required(values, "longitude")).doubleValue(),
                URI.create(required(values, "gateway").toString()),
                countries(required(values, "countries")),
                values.get("ownPartition") == null ? List.of() : countries(required(values, "ownPartition")));
    }

    private static Object required(Map<?, ?> values, String key) {
        Object value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("topology: '" + key + "' is missing");
        }
        return value;
    }

    private static List<String> strings(Object list) {
        return ((List<?>) list).stream().map(Object::toString).toList();
    }

    private static List<Country> countries(Object list) {
        return strings(list).stream().map(Country::of).toList();
    }

    /** How many copies YugabyteDB keeps of a row, within its region. */
    public int replicationFactor() {
        return replicationFactor;
    }

    /** Every region, in the file's order. */
    public List<Region> regions() {
        return List.copyOf(regions.values());
    }

    /** @throws IllegalArgumentException when there is no region of this name */
    public Region region(String name) {
        Region region = regions.get(name);
        if (region == null) {
            throw new IllegalArgumentException("no region '" + name + "'; there are " + regions.keySet());
        }
        return region;
    }

    public boolean serves(Country country) {
        return partitionByCountry.containsKey(country);
    }

    /** @throws UnknownCountryException when no region serves it */
    public Region regionOf(Country country) {
        return partitionOf(country).region();
    }

    /** The partition that holds a country's rows. @throws UnknownCountryException when no region serves it */
    public Partition partitionOf(Country country) {
        Partition partition = partitionByCountry.get(country);
        if (partition == null) {
            throw new UnknownCountryException(country.code());
        }
        return partition;
    }

    /** Every table's partitions, region by region. */
    public List<Partition> partitions() {
        return List.copyOf(partitions);
    }

    /** The partitions that lie in a region. */
    public List<Partition> partitionsIn(Region region) {
        return partitions.stream().filter(p -> p.region().equals(region)).toList();
    }

    /** Every region, the nearest to this one first, itself at the head. */
    public List<Region> nearestTo(Region region) {
        return nearestTo(region.latitude(), region.longitude());
    }

    /** Every region, the nearest to this point (degrees) first. */
    public List<Region> nearestTo(double latitude, double longitude) {
        return regions.values().stream()
                .sorted(Comparator.comparingDouble(r -> r.distanceKm(latitude, longitude)))
                .toList();
    }
}
