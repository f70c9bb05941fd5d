package org.meridian.deploy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.token.KeyId;
import org.meridian.platform.token.KeyRotation;
import org.meridian.platform.token.KeyRotation.Phase;
import org.meridian.platform.token.KeyRotation.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Without a subcommand: all steps, one after the other. */
@Command(
        name = "rotate-keys",
        description =
                "Takes new signing keys into use while everything runs: publishes them, waits until they sign, and"
                        + " drops the old ones when nothing that they signed lives any more.",
        mixinStandardHelpOptions = true)
final class RotateKeysCommand implements Callable<Integer> {

    private static final int LOOK_EVERY_MS = 60_000;

    private final Clock clock;
    private final IntConsumer pause;

    @Option(
            names = "--keys",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description = "The folder of keys; this machine's installation unless given.")
    private @Nullable Path folder;

    @Option(
            names = "--in",
            paramLabel = "DURATION",
            scope = ScopeType.INHERIT,
            description =
                    "How long after publishing the new version signs, such as 90s, 10m (default) or 2h: longer than"
                            + " the file needs to every machine, and than others may keep the published keys.")
    private Duration lead = Duration.ofMinutes(10);

    RotateKeysCommand() {
        this(Clock.systemUTC(), Pause::millis);
    }

    /** @param pause waits for so many milliseconds */
    RotateKeysCommand(Clock clock, IntConsumer pause) {
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public Integer call() {
        publish(List.of());
        await(List.of());
        return drop(List.of(), false, true);
    }

    @Command(description = "Shows every version of every key and what it is doing.", mixinStandardHelpOptions = true)
    int status() {
        rotation().versions().forEach(version -> System.out.printf("%-24s %s%n", version.id(), told(version)));
        return 0;
    }

    @Command(description = "Makes and publishes a new version of each key.", mixinStandardHelpOptions = true)
    int publish(
            @Parameters(arity = "0..*", paramLabel = "NAME", description = "All keys unless given.") @Nullable
                    List<String> names) {
        KeyRotation rotation = rotation();
        for (String name : named(names)) {
            try {
                Version version = rotation.publish(name, lead);
                System.out.printf("%s is published, and signs from %s%n", version.id(), version.until());
            } catch (IllegalStateException | IllegalArgumentException e) {
                throw new DeployException(String.valueOf(e.getMessage()), e);
            }
        }
        return 0;
    }

    @Command(
            name = "wait",
            description = "Waits until the newest version of each key signs: those who sign change over by themselves.",
            mixinStandardHelpOptions = true)
    int await(
            @Parameters(arity = "0..*", paramLabel = "NAME", description = "All keys unless given.") @Nullable
                    List<String> names) {
        List<String> wanted = named(names);
        await(() -> latest(wanted, Phase.PUBLISHED));
        System.out.println("The newest versions sign.");
        return 0;
    }

    @Command(
            description = "Drops the versions that sign no longer, once nothing that they signed lives: 12 hours for"
                    + " people's tokens, minutes for services'.",
            mixinStandardHelpOptions = true)
    int drop(
            @Parameters(arity = "0..*", paramLabel = "NAME", description = "All keys unless given.") @Nullable
                    List<String> names,
            @Option(
                            names = "--at-once",
                            description = "Whatever they signed: a key was stolen. Everybody whose token it signed logs"
                                    + " in again.")
                    boolean atOnce,
            @Option(names = "--wait", description = "Wait until they can be dropped.") boolean waiting) {
        List<String> wanted = named(names);
        if (waiting && !atOnce) {
            await(() -> latest(wanted, Phase.RETIRED));
        }
        KeyRotation rotation = rotation();
        for (String name : wanted) {
            for (KeyId dropped : rotation.drop(name, atOnce)) {
                System.out.println(dropped + " is dropped");
            }
        }
        Instant due = latest(wanted, Phase.RETIRED);
        if (due != null) {
            System.out.println("What is retired can be dropped from " + due + " on.");
        }
        return 0;
    }

    private void await(java.util.function.Supplier<@Nullable Instant> end) {
        Instant told = null;
        for (Instant due = end.get(); due != null && due.isAfter(clock.instant()); due = end.get()) {
            if (!due.equals(told)) {
                System.out.println("Waiting until " + due + ".");
                told = due;
            }
            pause.accept((int) Math.min(LOOK_EVERY_MS, clock.instant().until(due, ChronoUnit.MILLIS) + 1));
        }
    }

    private @Nullable Instant latest(List<String> names, Phase phase) {
        return rotation().versions().stream()
                .filter(version ->
                        version.phase() == phase && names.contains(version.id().name()))
                .map(Version::until)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private List<String> named(@Nullable List<String> names) {
        List<String> all = rotation().names();
        if (names == null || names.isEmpty()) {
            return all;
        }
        names.stream().filter(name -> !all.contains(name)).findFirst().ifPresent(unknown -> {
            throw new DeployException("There is no key " + unknown + "; there are " + String.join(", ", all) + ".");
        });
        return names;
    }

    private KeyRotation rotation() {
        Path keys = folder != null ? folder : Home.fromEnvironment().keys();
        if (!keys.resolve("jwks.json").toFile().exists()) {
            throw new DeployException("There are no keys in " + keys + ".");
        }
        return new KeyRotation(keys, clock);
    }

    private String told(Version version) {
        return switch (version.phase()) {
            case PUBLISHED -> "published, signs from " + version.until();
            case SIGNING -> "signs";
            case RETIRED ->
                version.until().isAfter(clock.instant())
                        ? "signs no longer; dropped at the earliest in "
                                + clock.instant().until(version.until(), ChronoUnit.MINUTES) + " min"
                        : "signs no longer, can be dropped";
        };
    }
}
