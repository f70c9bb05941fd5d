package org.meridian.bench.load.city;

import java.util.Locale;

/**
 * Somebody invented who registers, another one for each number.
 *
 * @param scheme of the national id
 */
public record Applicant(String country, String phone, String scheme, String nationalId) {

    private static final String ICAO = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String GERMAN = "0123456789CFGHJKLMNPRTVWXYZ";
    private static final int[] ICAO_WEIGHTS = {7, 3, 1};
    private static final int SERIAL = 9;

    /** @param number below a hundred million */
    public static Applicant of(String country, long number) {
        String digits = String.format(Locale.ROOT, "%08d", number);
        return switch (country) {
            case "DEU" -> new Applicant(country, "+49151" + digits, "DEU_ID_CARD", germanCard(number));
            case "FRA" -> new Applicant(country, "+336" + digits, "PASSPORT", "FR" + digits);
            case "ITA" -> new Applicant(country, "+3934" + digits, "PASSPORT", "IT" + digits);
            case "POL" -> new Applicant(country, "+485" + digits, "PASSPORT", "PL" + digits);
            default -> throw new IllegalArgumentException(country);
        };
    }

    /** Nine characters and the ICAO 9303 check digit. */
    private static String germanCard(long number) {
        StringBuilder serial = new StringBuilder();
        for (long rest = number; serial.length() < SERIAL - 1; rest /= GERMAN.length()) {
            serial.append(GERMAN.charAt((int) (rest % GERMAN.length())));
        }
        serial.append('L').reverse();
        int sum = 0;
        for (int i = 0; i < SERIAL; i++) {
            sum += ICAO.indexOf(serial.charAt(i)) * ICAO_WEIGHTS[i % ICAO_WEIGHTS.length];
        }
        return serial.append(sum % 10).toString();
    }
}
