package org.meridian.bench.load.city;

import java.util.UUID;
import org.meridian.bench.traffic.Calls;
import org.meridian.bench.traffic.Reply;
import org.meridian.platform.id.Ids;
import org.meridian.platform.id.SiteId;

/** Calls that each write one thing, whose id is in the answer: what is acknowledged, or may be there, goes into a ledger. */
abstract class Recorded implements Calls {

    private final String name;
    private final String idField;
    private final Ledger<UUID> ledger;

    Recorded(String name, String idField, Ledger<UUID> ledger) {
        this.name = name;
        this.idField = idField;
        this.ledger = ledger;
    }

    /** Calls that were made ready before, by their numbers. */
    static Recorded of(String name, String idField, Ledger<UUID> ledger, byte[][] requests) {
        return new Recorded(name, idField, ledger) {
            @Override
            public byte[] request(int number) {
                return requests[number];
            }
        };
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void answered(int number, Reply reply) {
        if (reply.status() == 201) {
            ledger.acknowledged(Ids.parse(reply.field(idField), SiteId::new).id());
        } else if (reply.status() >= 500) {
            ledger.uncertain();
        }
    }

    @Override
    public void unanswered(int number) {
        ledger.uncertain();
    }
}
