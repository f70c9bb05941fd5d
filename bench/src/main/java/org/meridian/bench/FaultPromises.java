package org.meridian.bench;

import java.util.List;
import org.meridian.bench.report.Promise;

/** What is promised about faults, line by line. A surge is among the promises about load. */
final class FaultPromises {

    static final List<Promise> ALL = List.of(
            Promise.of(
                    "nothing acknowledged is lost, nothing doubled",
                    "day",
                    "day: operations acknowledged",
                    "day: times sent",
                    "day: lost",
                    "day: doubled",
                    "day: unexpected",
                    "day: order"),
            Promise.of("a result always reaches the health code", "day", "day: health codes", "day: undelivered"),
            Promise.of(
                    "a dead region hurts no other",
                    "region",
                    "region: eu",
                    "region: ap",
                    "region: its rows on other nodes",
                    "region: travellers' check-ins with the last seen code"),
            Promise.of("a slow world is slow for who crosses it", "slow", "slow: local calls", "slow: round trips"),
            Promise.of("no retry collapse", "storm", "storm: attempts", "storm: recovered"),
            Promise.of(
                    "every uploaded row is accounted for",
                    "uploads",
                    "uploads: rows lost",
                    "uploads: rows twice",
                    "uploads: receipts",
                    "uploads: cut files"),
            Promise.of("offline desks", "desks", "desks: anything wrong", "desks: until all had synced"),
            Promise.of(
                    "a login outage stops nobody",
                    "issuer",
                    "issuer: calls with a token",
                    "issuer: steps of a sampler"),
            Promise.of("trouble between database nodes hurts nobody at home", "links"),
            Promise.of("a full disk loses nothing", "disk", "disk: anything lost", "disk: operations acknowledged"),
            Promise.of("planted faults are found", "planted", "planted: "),
            Promise.of("every process is replaced while it serves", "restart"),
            Promise.of(
                    "a backup brings back what was acknowledged before it",
                    "backup",
                    "backup: rows acknowledged before the copy that",
                    "backup: until the region serves"),
            Promise.of("a country and a region are added while traffic runs", "adding"));

    private FaultPromises() {}
}
