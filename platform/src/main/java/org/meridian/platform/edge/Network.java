package org.meridian.platform.edge;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * A range of addresses, written {@code 10.1.0.0/16} or {@code ::1/128}; a single address may leave the length out.
 *
 * @param address the first address
 * @param prefix how many leading bits are the same for all
 */
public record Network(InetAddress address, int prefix) {

    public Network {
        if (prefix < 0 || prefix > address.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("the prefix length " + prefix + " does not fit the address");
        }
    }

    /** @throws IllegalArgumentException when the text is no such range; names are not looked up */
    public static Network of(String text) {
        String[] parts = text.strip().split("/", 2);
        InetAddress address = InetAddress.ofLiteral(parts[0]);
        int prefix = parts.length == 2 ? Integer.parseInt(parts[1]) : address.getAddress().length * Byte.SIZE;
        return new Network(address, prefix);
    }

    /** Whether an address lies in this range; an unresolved one does not. */
    public boolean contains(@Nullable InetAddress other) {
        if (other == null) {
            return false;
        }
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((mine[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
