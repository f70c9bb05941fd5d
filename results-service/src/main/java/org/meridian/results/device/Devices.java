package org.meridian.results.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * The test kits and instruments of the CDC's LIVD table, found by what a laboratory writes: the kit's name id, its model
 * or the equipment's id, in any case. Where they come from, and their licence, stands in {@code livd/NOTICE}.
 */
@Component
public final class Devices {

    private static final String TABLE = "/livd/sars-cov-2.csv";

    private final Map<String, Device> byName = new HashMap<>();

    Devices() {
        CsvSchema schema = CsvSchema.emptySchema().withHeader();
        try (InputStream in = Objects.requireNonNull(Devices.class.getResourceAsStream(TABLE), TABLE);
                MappingIterator<Line> lines =
                        new CsvMapper().readerFor(Line.class).with(schema).readValues(in)) {
            lines.forEachRemaining(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @JsonDeserialize
    private record Line(
            String manufacturer, String model, String testkit, String equipment, String loinc, String pooling) {}

    private void add(Line line) {
        Device device = new Device(line.loinc(), line.pooling().equalsIgnoreCase("yes"));
        add(line.testkit(), device);
        add(line.model(), device);
        add(line.equipment(), device);
    }

    private void add(String name, Device device) {
        if (!name.isBlank()) {
            byName.merge(key(name), device, Devices::both);
        }
    }

    /** Allowed on pools when one of the rows says so; a code only when all rows agree. */
    private static Device both(Device one, Device other) {
        return new Device(
                Objects.equals(one.loinc(), other.loinc()) ? one.loinc() : null, one.onPools() || other.onPools());
    }

    public Optional<Device> find(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
