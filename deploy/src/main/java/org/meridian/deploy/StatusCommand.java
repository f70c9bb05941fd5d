package org.meridian.deploy;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.meridian.db.cluster.LocalCluster;
import picocli.CommandLine.Command;

@Command(
        name = "status",
        description = "Shows every process of the regions that were started; exit status 0 only when all are healthy.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private record Row(String region, String name, Optional<ProcessHandle> process, String state, String address) {}

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        List<Row> rows = rows(home);
        System.out.printf(
                "%-7s %-22s %8s  %-14s %8s %10s  %s%n", "REGION", "PROCESS", "PID", "STATE", "MEMORY", "UP", "ADDRESS");
        long memory = 0;
        for (Row row : rows) {
            long rss = row.process().map(p -> Proc.rss(p.pid())).orElse(0L);
            memory += rss;
            System.out.printf(
                    "%-7s %-22s %8s  %-14s %8s %10s  %s%n",
                    row.region(),
                    row.name(),
                    row.process().map(p -> Long.toString(p.pid())).orElse("-"),
                    row.state(),
                    row.process().isPresent() ? (rss >> 20) + " MB" : "-",
                    row.process().map(this::up).orElse("-"),
                    row.address());
        }
        long well = rows.stream().filter(r -> r.state().equals("healthy")).count();
        System.out.printf("%d of %d healthy, %d MB in all%n", well, rows.size(), memory >> 20);
        return well == rows.size() ? 0 : 1;
    }

    private static List<Row> rows(Home home) {
        Plan plan = home.plan();
        Apps apps = new Apps(home);
        LocalCluster cluster = LocalCluster.open(home.cluster());
        List<Row> rows = new ArrayList<>();
        for (String region : plan.regions()) {
            LocalCluster.Node node = cluster.node(region);
            Optional<ProcessHandle> server = cluster.process(region);
            String state = server.isEmpty() ? "not running" : cluster.answers(region) ? "healthy" : "no answer";
            rows.add(new Row(region, "database", server, state, node.host() + ":" + node.port()));
            List<App> wanted = home.wanted(plan).contains(region) ? plan.of(region) : List.of();
            for (App app : wanted) {
                Optional<ProcessHandle> process = apps.process(app);
                rows.add(new Row(region, app.module(), process, state(app, process), app.address()));
            }
        }
        return rows;
    }

    private static String state(App app, Optional<ProcessHandle> process) {
        if (process.isEmpty()) {
            return "not running";
        }
        int status = Health.status(app);
        return switch (status) {
            case 200 -> "healthy";
            case 0 -> "no answer";
            case 503 -> "unhealthy";
            default -> "status " + status;
        };
    }

    private String up(ProcessHandle process) {
        Duration up = process.info()
                .startInstant()
                .map(start -> Duration.between(start, clock.instant()))
                .orElse(Duration.ZERO);
        return up.toHours() > 0
                ? up.toHours() + " h " + up.toMinutesPart() + " min"
                : up.toMinutes() > 0 ? up.toMinutes() + " min" : Math.max(0, up.toSeconds()) + " s";
    }
}
