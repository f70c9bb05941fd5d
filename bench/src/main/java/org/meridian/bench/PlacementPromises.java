package org.meridian.bench;

import java.util.List;
import org.meridian.bench.report.Promise;

/** What is promised about where a row lies, line by line. */
final class PlacementPromises {

    static final List<Promise> ALL = List.of(
            Promise.of(
                    "a row never leaves its country's region: files",
                    "people",
                    "people: canaries in files of other regions",
                    "people: canaries planted",
                    "people: answers and exports"),
            Promise.of("a row never leaves its country's region: catalogues", "catalogue"),
            Promise.of("every query is pruned", "plans", "plans: statements of services that touch more than one"),
            Promise.of(
                    "one write transaction, one country",
                    "crossing",
                    "crossing: ways into a second country",
                    "crossing: of them heard of"));

    private PlacementPromises() {}
}
