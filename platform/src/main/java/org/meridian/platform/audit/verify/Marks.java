package org.meridian.platform.audit.verify;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.audit.Checkpoint;
import org.meridian.platform.audit.Receipt;
import org.meridian.platform.audit.verify.ChainReader.Testimony;

/** What was signed and witnessed about a chain, number by number. */
final class Marks {

    private final ChainReader rows;

    Marks(ChainReader rows) {
        this.rows = rows;
    }

    /**
     * All about one number.
     *
     * @param own the checkpoint of the chain's own region
     * @param testimonies what other regions hold, by region
     * @param receipts what other regions have confirmed, by region
     */
    record Mark(
            long seq, @Nullable Checkpoint own, Map<String, Testimony> testimonies, Map<String, Receipt> receipts) {}

    /** The next one, if its number is not above this; else null. */
    @Nullable
    Mark take(long upTo) throws SQLException {
        long seq = lowest();
        if (seq > upTo || seq == Long.MAX_VALUE) {
            return null;
        }
        Checkpoint own = rows.checkpoints().peek();
        if (own != null && own.seq() == seq) {
            rows.checkpoints().take();
        } else {
            own = null;
        }
        Map<String, Testimony> testimonies = new LinkedHashMap<>();
        for (Map.Entry<String, Rows<Testimony>> witness : rows.witnesses().entrySet()) {
            Testimony testimony = witness.getValue().peek();
            if (testimony != null && testimony.checkpoint().seq() == seq) {
                testimonies.put(witness.getKey(), testimony);
                witness.getValue().take();
            }
        }
        return new Mark(seq, own, testimonies, receipts(seq));
    }

    private Map<String, Receipt> receipts(long seq) throws SQLException {
        Map<String, Receipt> receipts = new HashMap<>();
        Receipt receipt;
        while ((receipt = rows.receipts().peek()) != null && receipt.seq() == seq) {
            receipts.put(receipt.region(), receipt);
            rows.receipts().take();
        }
        return receipts;
    }

    private long lowest() {
        long lowest = Long.MAX_VALUE;
        Checkpoint own = rows.checkpoints().peek();
        Receipt receipt = rows.receipts().peek();
        lowest = own == null ? lowest : Math.min(lowest, own.seq());
        lowest = receipt == null ? lowest : Math.min(lowest, receipt.seq());
        for (Rows<Testimony> witness : rows.witnesses().values()) {
            Testimony testimony = witness.peek();
            lowest = testimony == null
                    ? lowest
                    : Math.min(lowest, testimony.checkpoint().seq());
        }
        return lowest;
    }
}
