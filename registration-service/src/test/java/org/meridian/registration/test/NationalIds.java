package org.meridian.registration.test;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** Invented national ids with valid check digits, written independently of what checks them. The same seed, the same ids. */
public final class NationalIds {

    private static final String ICAO = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String GERMAN = "0123456789CFGHJKLMNPRTVWXYZ";
    private static final String[] DISTRICTS = {"110101", "110105", "310104", "440305", "510107", "330106"};

    private final Random seeded;

    public NationalIds(long seed) {
        this.seeded = new Random(seed);
    }

    /** GB 11643: the sum of digit times 2^position, the check character included, is 1 modulo 11. */
    public String chinese() {
        LocalDate born = LocalDate.of(1930, 1, 1).plusDays(seeded.nextInt(30_000));
        String body =
                DISTRICTS[seeded.nextInt(DISTRICTS.length)] + born.format(DateTimeFormatter.BASIC_ISO_DATE) + digits(3);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            sum += (body.charAt(i) - '0') * ((1 << (17 - i)) % 11);
        }
        int check = Math.floorMod(1 - sum, 11);
        return body + (check == 10 ? "X" : Integer.toString(check));
    }

    public String taiwanese() {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        int[] values = {
            10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33
        };
        int letter = seeded.nextInt(letters.length());
        String body = (1 + seeded.nextInt(2)) + digits(7);
        int sum = values[letter] / 10 + 9 * (values[letter] % 10);
        for (int i = 0; i < 8; i++) {
            sum += (8 - i) * (body.charAt(i) - '0');
        }
        return letters.charAt(letter) + body + (10 - sum % 10) % 10;
    }

    public String german() {
        StringBuilder number = new StringBuilder();
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            char c = GERMAN.charAt(seeded.nextInt(GERMAN.length()));
            number.append(c);
            sum += ICAO.indexOf(c) * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
        }
        return number.append(sum % 10).toString();
    }

    public String american() {
        int area = 1 + seeded.nextInt(665);
        return "%03d-%02d-%04d".formatted(area, 1 + seeded.nextInt(99), 1 + seeded.nextInt(9999));
    }

    public String passport() {
        return "P" + digits(8);
    }

    /** A valid one of the country's own scheme, a passport where there is none. */
    public String of(String country) {
        return switch (country) {
            case "CHN" -> chinese();
            case "TWN" -> taiwanese();
            case "DEU" -> german();
            case "USA" -> american();
            default -> passport();
        };
    }

    /** The scheme's name that {@link #of} follows. */
    public static String scheme(String country) {
        return switch (country) {
            case "CHN" -> "CHN_RESIDENT_ID";
            case "TWN" -> "TWN_ID";
            case "DEU" -> "DEU_ID_CARD";
            case "USA" -> "USA_SSN";
            default -> "PASSPORT";
        };
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < count; i++) {
            digits.append(seeded.nextInt(10));
        }
        return digits.toString();
    }
}
