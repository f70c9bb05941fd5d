package org.meridian.bench.security.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.meridian.bench.security.cast.Cast;
import org.meridian.platform.id.ResidentId;

/** What somebody would try who has seen one id. */
final class Neighbours {

    private static final int STEPS = 40;
    private static final String BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private Neighbours() {}

    /** The id itself, each of its 128 bits turned, the next ones up and down, the same in other countries, and of the same moment. */
    static List<String> of(String id, Random random) {
        ResidentId real = ResidentId.of(id); // every id is written alike
        UUID bits = real.id();
        List<UUID> near = new ArrayList<>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            near.add(new UUID(bits.getMostSignificantBits() ^ (1L << bit), bits.getLeastSignificantBits()));
            near.add(new UUID(bits.getMostSignificantBits(), bits.getLeastSignificantBits() ^ (1L << bit)));
        }
        for (int step = 1; step <= STEPS; step++) {
            near.add(new UUID(bits.getMostSignificantBits(), bits.getLeastSignificantBits() + step));
            near.add(new UUID(bits.getMostSignificantBits(), bits.getLeastSignificantBits() - step));
            near.add(new UUID(bits.getMostSignificantBits() + (step << 16), random.nextLong()));
            near.add(new UUID(bits.getMostSignificantBits(), random.nextLong()));
        }
        List<String> ids = new ArrayList<>(List.of(id, id.toLowerCase(java.util.Locale.ROOT), id + " ", id + "0"));
        near.forEach(uuid -> ids.add(new ResidentId(uuid, real.countryCode()).toString()));
        for (String country : Cast.COUNTRIES) {
            ids.add(new ResidentId(bits, country).toString());
        }
        ids.add(bits.toString());
        return ids;
    }

    /** Printed barcodes are counted up. */
    static List<String> ofBarcode(String barcode, int count) {
        List<String> next = new ArrayList<>(List.of(barcode));
        String up = barcode;
        for (int i = 0; i < count; i++) {
            up = after(up);
            next.add(up);
        }
        return next;
    }

    static String after(String text) {
        char[] letters = text.toCharArray();
        for (int i = letters.length - 1; i >= 0; i--) {
            int digit = BASE36.indexOf(letters[i]);
            if (digit >= 0 && digit < BASE36.length() - 1) {
                letters[i] = BASE36.charAt(digit + 1);
                return new String(letters);
            }
            letters[i] = '0';
        }
        return new String(letters);
    }
}
