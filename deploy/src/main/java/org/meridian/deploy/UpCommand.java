package org.meridian.deploy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.meridian.db.cluster.LocalCluster;
import org.meridian.db.topology.Region;
import org.meridian.platform.secret.GeneratedSecrets;
import org.meridian.platform.token.AuditKeys;
import org.meridian.platform.token.KeyFiles;
import org.meridian.platform.token.VouchKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Starts what doesn't run, plays the day, prints the addresses and serves until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Option(names = "--detach", description = "Return when all is up; deploy/down stops it.")
    private boolean detach;

    @Option(
            names = "--regions",
            split = ",",
            paramLabel = "REGION",
            description = "Services of these regions only; the database always has all of them.")
    private List<String> regions = List.of();

    @Option(names = "--no-day", description = "Don't play the day.")
    private boolean noDay;

    @Option(
            names = "--tls",
            description =
                    "Every connection is encrypted, with certificates made under the run folder; stays so until that is"
                            + " deleted. Doesn't play the day.")
    private boolean tls;

    @Option(names = "--no-training", description = "Don't make the caches that later starts would use.")
    private boolean noTraining;

    @Option(names = "--profile", split = ",", paramLabel = "PROFILE", description = "Spring profiles besides 'local'.")
    private List<String> profiles = List.of();

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description =
                    "How many processes start at the same time; unless given one more than there are cores, and one"
                            + " after another where others serve already.")
    private int atOnce;

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        if (tls && !home.isEncrypted()) {
            refuseToChange(home);
            home.certificates(List.of());
        }
        Plan plan = home.plan();
        List<String> chosen = regions.isEmpty() ? plan.regions() : regions;
        List<App> wanted = chosen.stream().flatMap(r -> plan.of(r).stream()).toList();
        new Launcher(home).begin();
        Apps apps = new Apps(home);
        Preflight.check(
                home, wanted.stream().filter(a -> apps.process(a).isEmpty()).toList());

        home.remember(chosen, apps.regions(plan));
        Progress progress = new Progress(System.out);
        CountDownLatch ended = new CountDownLatch(1);
        if (!detach) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ended.countDown();
                progress.line("");
                Stopper.stopAll(home, progress);
            }));
        }
        String active = profiles.isEmpty() ? "local" : "local," + String.join(",", profiles);
        Starter starter = new Starter(home, plan, progress, active);
        LocalCluster cluster = prepare(home, plan, starter, progress);
        starter.start(wanted, cluster, atOnce(wanted, apps));
        progress.step("%d processes of %s are up, %d MB in all".formatted(wanted.size(), chosen, memory(apps) >> 20));

        int status = noDay || home.isEncrypted() ? 0 : DayPlay.run(home, chosen, null);
        addresses(home, chosen, progress);
        Training training = new Training(home, starter, progress);
        if (!noTraining && training.isDue(wanted)) {
            training.startBehind(chosen.getFirst());
        }
        if (!detach) {
            progress.line("Serving until Ctrl-C.");
            await(ended);
        }
        return status;
    }

    /** What starts takes the cores from what serves: then it may take longer. */
    private int atOnce(List<App> wanted, Apps apps) {
        if (atOnce > 0) {
            return atOnce;
        }
        boolean othersServe = wanted.stream().anyMatch(app -> apps.process(app).isPresent());
        return othersServe ? 1 : Runtime.getRuntime().availableProcessors() + 1;
    }

    private static LocalCluster prepare(Home home, Plan plan, Starter starter, Progress progress) {
        Thread unpacking = Thread.ofPlatform().daemon().start(() -> starter.unpack(plan.apps()));
        LocalCluster cluster = Databases.start(home, progress);
        List<String> issuers =
                plan.regions().stream().map(r -> "registration-" + r).toList();
        List<String> names = new java.util.ArrayList<>(issuers);
        names.addAll(LocalCluster.SERVICES);
        KeyFiles.ensure(home.keys(), names);
        AuditKeys.ensure(home.keys(), plan.regions());
        VouchKeys.ensure(home.keys(), plan.regions());
        GeneratedSecrets.mark(home.keys());
        try {
            unpacking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeployException("interrupted", e);
        }
        Databases.migrate(home, cluster, starter, progress);
        return cluster;
    }

    private static void addresses(Home home, List<String> chosen, Progress progress) {
        progress.line("");
        for (Region region : home.topology().regions()) {
            if (chosen.contains(region.name())) {
                String address = home.isEncrypted()
                        ? region.gateway().toString().replaceFirst("^http:", "https:")
                        : region.gateway().toString();
                progress.line("  %-4s %s   API: %s/docs".formatted(region.name(), address, address));
            }
        }
        progress.line("  deploy/status shows every process, deploy/down stops all of them.");
    }

    /** What runs would not understand the others any more. */
    private static void refuseToChange(Home home) {
        if (home.plan().apps().stream()
                        .anyMatch(app -> new Apps(home).process(app).isPresent())
                || LocalCluster.open(home.cluster()).nodes().stream()
                        .anyMatch(node -> LocalCluster.open(home.cluster())
                                .process(node.region())
                                .isPresent())) {
            throw new DeployException("Processes run without encryption: deploy/down first, then deploy/up --tls.");
        }
    }

    private static long memory(Apps apps) {
        return apps.all().stream().mapToLong(p -> Proc.rss(p.pid())).sum();
    }

    private static void await(CountDownLatch ended) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
