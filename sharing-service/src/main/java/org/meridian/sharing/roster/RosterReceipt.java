package org.meridian.sharing.roster;

import java.util.List;
import org.meridian.platform.id.UnitId;

/**
 * What became of an upload; {@code received = accepted + duplicate + rejected}. Nothing in it tells who is registered.
 *
 * @param sha256 of the body as it arrived, hexadecimal
 */
public record RosterReceipt(
        RosterReceiptId receiptId,
        UnitId unitId,
        int received,
        int accepted,
        int duplicate,
        int rejected,
        String sha256,
        List<Rejection> rejections) {

    /**
     * @param line from 1: of a CSV file its line, the header included; of a JSON array its element
     * @param reason what is wrong, without repeating it
     */
    public record Rejection(int line, String reason) {}
}
