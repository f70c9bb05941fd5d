package org.meridian.registration.division;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/** Every country's divisions, from files in this jar; each file is read when first asked for. */
@Component
public class Divisions {

    private static final String CHINA = "CHN";

    private final Supplier<Tree> china = SingletonSupplier.of(() -> Tree.read("chn.tsv.gz"));
    private final Supplier<Tree> others = SingletonSupplier.of(() -> Tree.read("iso-3166-2.tsv.gz"));

    /** Those one level below {@code parent}, below the country when that is null; empty when the parent is unknown. */
    public Optional<List<Division>> below(Country country, @Nullable String parent) {
        if (parent == null) {
            return Optional.of(tree(country).below(root(country)));
        }
        return exists(country, parent) ? Optional.of(tree(country).below(parent)) : Optional.empty();
    }

    public boolean exists(Country country, String code) {
        return (country.code().equals(CHINA) || code.startsWith(root(country) + "-"))
                && tree(country).byCode.containsKey(code);
    }

    private Tree tree(Country country) {
        return Objects.requireNonNull((country.code().equals(CHINA) ? china : others).get());
    }

    /** Under what the country's top level is kept: ISO 3166-2 codes begin with the alpha-2 code. */
    private static String root(Country country) {
        return country.code().equals(CHINA) ? "" : Alpha2.BY_ALPHA3.getOrDefault(country.code(), "");
    }

    private static final class Alpha2 {

        static final Map<String, String> BY_ALPHA3 = new HashMap<>();

        static {
            for (String alpha2 : Locale.getISOCountries()) {
                BY_ALPHA3.put(Locale.of("", alpha2).getISO3Country(), alpha2);
            }
        }
    }

    private record Tree(Map<String, Division> byCode, Map<String, List<Division>> byParent) {

        List<Division> below(String parent) {
            return byParent.getOrDefault(parent, List.of());
        }

        static Tree read(String file) {
            Map<String, Division> byCode = new HashMap<>();
            Map<String, List<Division>> byParent = new HashMap<>();
            List<String[]> rows = rows(file);
            Map<String, String> parents = new HashMap<>();
            rows.forEach(row -> parents.put(row[0], row[1]));
            for (String[] row : rows) {
                String parent = row[1];
                Division division =
                        new Division(row[0], row[2], level(row[0], parents), parent.isEmpty() ? null : parent);
                byCode.put(division.code(), division);
                byParent.computeIfAbsent(parent.isEmpty() ? country(row[0]) : parent, p -> new ArrayList<>())
                        .add(division);
            }
            byParent.replaceAll((parent, children) -> List.copyOf(children));
            return new Tree(Map.copyOf(byCode), Map.copyOf(byParent));
        }

        private static int level(String code, Map<String, String> parents) {
            int level = 1;
            for (String up = parents.get(code); up != null && !up.isEmpty(); up = parents.get(up)) {
                level++;
            }
            return level;
        }

        private static String country(String code) {
            int hyphen = code.indexOf('-');
            return hyphen < 0 ? "" : code.substring(0, hyphen);
        }

        private static List<String[]> rows(String file) {
            try (InputStream in =
                            Objects.requireNonNull(Divisions.class.getResourceAsStream("/divisions/" + file), file);
                    BufferedReader lines = new BufferedReader(
                            new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
                return lines.lines().map(line -> line.split("\t", 3)).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
