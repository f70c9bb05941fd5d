package org.meridian.deploy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.meridian.deploy.vault.Keyset;
import org.meridian.deploy.vault.Processes;
import org.meridian.deploy.vault.VaultRotation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

@Command(
        name = "rotate-vault",
        description =
                "Takes a new data-protection key into use while everything runs: adds it, waits until all processes"
                        + " know it, has it wrap, waits until every data key is wrapped under it, and destroys the old one.",
        mixinStandardHelpOptions = true)
final class RotateVaultCommand implements Callable<Integer> {

    @Option(
            names = "--keyset",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The keyset that all registration-services read; this machine's unless given.")
    private @Nullable Path file;

    @Option(
            names = "--actuator",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description =
                    "Where the actuators of a registration-service listen; name every one there is. This machine's"
                            + " unless given.")
    private @Nullable List<URI> actuators;

    @Override
    public Integer call() {
        Home home = Home.fromEnvironment();
        Set<String> regions = Set.copyOf(home.plan().regions());
        try {
            new VaultRotation(keyset(home), processes(home), regions, Pause::millis, System.out::println).run();
            return 0;
        } catch (IllegalStateException e) {
            throw new DeployException(String.valueOf(e.getMessage()), e);
        }
    }

    @Command(description = "Shows which keys there are and what needs them.", mixinStandardHelpOptions = true)
    int status() {
        Home home = Home.fromEnvironment();
        Keyset keyset = keyset(home);
        keyset.ids().forEach(id -> System.out.println("key " + id + (id == keyset.primary() ? " wraps" : " unwraps")));
        try {
            processes(home)
                    .ask()
                    .forEach(status -> System.out.printf(
                            "%-7s wraps under %d, knows %s, rows by key %s%n",
                            status.region(), status.primary(), status.keys(), status.needing()));
            return 0;
        } catch (IllegalStateException e) {
            throw new DeployException(String.valueOf(e.getMessage()), e);
        }
    }

    private Keyset keyset(Home home) {
        Path path = file != null ? file : home.keys().resolve("registration-keyset.json");
        if (!Files.exists(path)) {
            throw new DeployException("There is no keyset " + path + ".");
        }
        return new Keyset(path);
    }

    private Processes processes(Home home) {
        List<URI> given = actuators;
        return new Processes(
                given != null
                        ? given
                        : home.plan().apps().stream()
                                .filter(app -> app.name().equals("registration"))
                                .map(app -> URI.create("http://127.0.0.1:" + app.actuatorPort()))
                                .toList());
    }
}
