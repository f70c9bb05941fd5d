package org.meridian.db.topology;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * By which clock a country's days begin and end ({@code meridian/time-zones.yaml}). A country of several zones has the one
 * in which a day ends last: what is kept for so many days is kept so long everywhere.
 */
public final class TimeZones {

    private static final Map<Country, ZoneId> ZONES = load();

    private TimeZones() {}

    /** There is one for every country. */
    public static ZoneId of(Country country) {
        return Objects.requireNonNull(ZONES.get(country), country::code);
    }

    private static Map<Country, ZoneId> load() {
        try (InputStream in = TimeZones.class.getResourceAsStream("/meridian/time-zones.yaml")) {
            Map<?, ?> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(in));
            Map<Country, ZoneId> zones = new HashMap<>();
            yaml.forEach((code, zone) -> zones.put(Country.of(code.toString()), ZoneId.of(zone.toString())));
            return Map.copyOf(zones);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
