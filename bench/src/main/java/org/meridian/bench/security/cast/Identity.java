package org.meridian.bench.security.cast;

import java.util.Random;

/**
 * An invented person who can be recognised wherever she turns up: the name occurs nowhere else, the numbers have valid check
 * digits and belong to nobody.
 *
 * @param country ISO 3166-1 alpha-3
 * @param scheme the national id's scheme, as in the API
 * @param birthDate long before anything that a log would mention
 */
public record Identity(String country, String name, String phone, String scheme, String number, String birthDate) {

    private static final String ICAO = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String GERMAN = "CFGHJKLMNPRTVWXYZ0123456789";
    private static final int[] ICAO_WEIGHTS = {7, 3, 1};

    /** With the country's own kind of number where the platform knows one, else with a passport. */
    public static Identity of(String country, Random random) {
        String name = word(random) + " " + word(random);
        String born =
                "19%02d-%02d-%02d".formatted(1 + random.nextInt(29), 1 + random.nextInt(12), 1 + random.nextInt(28));
        return switch (country) {
            case "USA" ->
                new Identity(
                        country,
                        name,
                        "+1202" + (2 + random.nextInt(3)) + digits(random, 6),
                        "USA_SSN",
                        ssn(random),
                        born);
            case "DEU" ->
                new Identity(country, name, "+49151" + digits(random, 8), "DEU_ID_CARD", germanCard(random), born);
            case "TWN" -> new Identity(country, name, "+8869" + digits(random, 8), "TWN_ID", taiwaneseId(random), born);
            default ->
                new Identity(country, name, "+49152" + digits(random, 8), "PASSPORT", "P" + digits(random, 8), born);
        };
    }

    /** Of letters that hardly ever stand together, so that it is found only where it was put. */
    private static String word(Random random) {
        String consonants = "bcdfghjklmnpqrstvwxz";
        StringBuilder word = new StringBuilder().append((char) ('A' + random.nextInt(26)));
        for (int i = 0; i < 9; i++) {
            word.append(consonants.charAt(random.nextInt(consonants.length())));
        }
        return word.toString();
    }

    private static String digits(Random random, int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    /** Area 001–665, group 01–99, serial 0001–9999 (SSA's allocation). */
    private static String ssn(Random random) {
        return "%03d-%02d-%04d".formatted(1 + random.nextInt(665), 1 + random.nextInt(99), 1 + random.nextInt(9999));
    }

    /** Nine characters and the ICAO 9303 check digit. */
    private static String germanCard(Random random) {
        StringBuilder serial = new StringBuilder("L");
        while (serial.length() < 9) {
            serial.append(GERMAN.charAt(random.nextInt(GERMAN.length())));
        }
        int sum = 0;
        for (int i = 0; i < serial.length(); i++) {
            sum += ICAO.indexOf(serial.charAt(i)) * ICAO_WEIGHTS[i % 3];
        }
        return serial.append(sum % 10).toString();
    }

    /** A letter (Taipei: A = 10), sex, seven digits and the check digit. */
    private static String taiwaneseId(Random random) {
        String body = (1 + random.nextInt(2)) + digits(random, 7);
        int sum = 1; // A is 10: 1 × 1 + 0 × 9
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(i) - '0') * (8 - i);
        }
        return "A" + body + (10 - sum % 10) % 10;
    }
}
