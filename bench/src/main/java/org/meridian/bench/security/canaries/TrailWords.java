package org.meridian.bench.security.canaries;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.meridian.bench.BenchException;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.security.bytes.ByteSearch;
import org.meridian.bench.stack.Sql;
import org.meridian.bench.stack.Stack;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.topology.Partition;
import org.meridian.db.topology.Region;

/** Reads every entry of every service's audit trail in every region, after all that a run has done. */
final class TrailWords {

    private TrailWords() {}

    private record Entry(String action, String words) {}

    static void search(Stack stack, ByteSearch search, Findings findings) {
        List<Entry> entries = new ArrayList<>();
        for (Region region : stack.topology().regions()) {
            Sql sql = new Sql(stack.database(region.name()));
            for (Partition partition : stack.topology().partitionsIn(region)) {
                for (String service : LocalCluster.SERVICES) {
                    entries.addAll(sql.list(
                            "SELECT action, concat_ws(' ', actor, roles, action, object, detail, trace_id) FROM "
                                    + service + "." + partition.of("audit_event"),
                            row -> new Entry(row.getString(1), row.getString(2))));
                }
            }
        }
        if (entries.isEmpty()) {
            throw new BenchException("no trail has an entry: nothing was searched");
        }
        Set<String> telling = new TreeSet<>();
        entries.stream()
                .filter(entry -> !search.in(entry.words()).isEmpty())
                .forEach(entry -> telling.add(entry.action()));
        findings.add(
                Check.none("canaries: acts whose entries in the audit trail name or number a person", telling.size()));
        telling.forEach(action -> findings.remark("canaries: the audit trail tells of people at " + action));
        findings.add(Figure.count("canaries: entries of the audit trail read", entries.size()));
        findings.add(Figure.count(
                "canaries: kinds of acts in them",
                entries.stream().map(Entry::action).distinct().count()));
    }
}
