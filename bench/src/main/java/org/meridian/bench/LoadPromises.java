package org.meridian.bench;

import java.util.List;
import java.util.stream.Stream;
import org.meridian.bench.report.Promise;

/** What is promised about load, line by line. */
final class LoadPromises {

    static final List<Promise> ALL = List.of(
            Promise.of("a city's peak on two cores", "mix", peak()),
            Promise.of("check-in and health code", "checkin", "checkin: served", "checkin: processor time of"),
            Promise.of("group commit", "commit", "commit: group commit against one save each"),
            Promise.of("gateway", "gateway", "gateway: CPU"),
            Promise.of("one statement per write", "statement", "statement: writing for one"),
            Promise.of(
                    "flat with size",
                    "size",
                    "size: check-in: throughput, big city",
                    "size: check-in: work per processor time, big city",
                    "size: me/results: throughput, big city",
                    "size: me/results: work per processor time, big city",
                    "size: upload: throughput, big city",
                    "size: upload: work per processor time, big city"),
            Promise.of("upload", "upload", "upload: rows a second", "upload: live heap"),
            Promise.of("unchanged costs nothing", "unchanged", "unchanged: answered", "unchanged: statements"),
            Promise.of(
                    "a 10 × surge of the mix bends",
                    "surge",
                    "surge: served of",
                    "surge: registration: code, refused within",
                    "surge: registration, refused within",
                    "surge: sample, refused within",
                    "surge: tube result, refused within",
                    "surge: sharing read, refused within",
                    "surge: check-in, refused within"),
            Promise.of(
                    "a 10 × surge of check-ins bends",
                    "overload",
                    "overload: served of",
                    "overload: refused within",
                    "overload: 10 ×"));

    private LoadPromises() {}

    private static String[] peak() {
        return Stream.concat(
                        Stream.of("mix: highest multiple that holds"),
                        Stream.of(
                                        "registration: code",
                                        "registration",
                                        "sample",
                                        "tube result",
                                        "sharing read",
                                        "check-in")
                                .flatMap(call -> Stream.of("mix: " + call + ", failed", "mix: " + call + ", p99")))
                .toArray(String[]::new);
    }
}
