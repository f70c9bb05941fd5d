package org.meridian.bench.security.access;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.meridian.bench.security.api.ApiCall;
import org.meridian.bench.security.api.ApiDocument;
import org.meridian.bench.security.cast.Cast;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.access.Operation;

/** What the running services and the gateway say they answer, beside what the table lists. */
record Routes(Set<String> unlisted, Set<String> missing, long listed, long asserted) {

    static Routes of(Cast cast, AccessTable table) {
        Set<String> described = new TreeSet<>();
        Set<String> rows = new TreeSet<>();
        for (String service : LocalCluster.SERVICES) {
            ApiDocument.ofService(cast.wire(), cast.service("DEU", service))
                    .calls()
                    .forEach(call -> described.add(service + " " + call));
            table.of(service).stream()
                    .filter(Operation::isPublic)
                    .filter(o -> !o.localOnly())
                    .forEach(o -> rows.add(service + " " + o));
        }
        Set<String> unlisted = new TreeSet<>(described);
        unlisted.removeAll(rows);
        Set<String> missing = new TreeSet<>(rows);
        missing.removeAll(described);
        Set<String> everybodys =
                table.operations().stream().map(Operation::toString).collect(Collectors.toSet());
        for (ApiCall call :
                ApiDocument.ofGateway(cast.wire(), cast.gateway("DEU")).calls()) {
            if (!everybodys.contains(call.toString())) {
                unlisted.add("gateway " + call);
            }
        }
        return new Routes(
                unlisted,
                missing,
                rows.size(),
                rows.stream().filter(described::contains).count());
    }
}
