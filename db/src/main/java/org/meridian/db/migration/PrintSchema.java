package org.meridian.db.migration;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.meridian.db.placement.Foundation;
import org.meridian.db.placement.Target;
import org.meridian.db.topology.Topology;

/**
 * Prints the SQL of all services for a target: {@code yugabyte}, {@code postgres:<tablespace directory>} or
 * {@code local:<region>}, then {@code <service>=<jar or class folder>} for each, optionally {@code --topology=<file>}.
 */
public final class PrintSchema {

    private PrintSchema() {}

    public static void main(String[] arguments) {
        if (arguments.length < 2) {
            System.err.println("usage: PrintSchema yugabyte|postgres:<directory>|local:<region> [--topology=<file>]"
                    + " <service>=<jar or class folder>[,<platform's>]…");
            System.exit(2);
        }
        print(List.of(arguments), System.out);
    }

    static void print(List<String> arguments, PrintStream out) {
        Path file = arguments.stream()
                .filter(a -> a.startsWith("--topology="))
                .map(a -> Path.of(a.substring("--topology=".length())))
                .findFirst()
                .orElse(null);
        Topology topology = Topology.load(file);
        Target target = target(arguments.getFirst(), topology);
        Foundation.tablespaces(target, topology).values().forEach(sql -> out.println(sql + ";"));
        for (String argument : arguments.subList(1, arguments.size())) {
            if (argument.startsWith("--")) {
                continue;
            }
            int at = argument.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException("not <service>=<jar or class folder>: " + argument);
            }
            String service = argument.substring(0, at);
            out.println("\n-- " + service);
            if (!(target instanceof Target.LocalNode)) {
                Foundation.roles(service).forEach(role -> out.println("CREATE ROLE " + role + " LOGIN;"));
            }
            List<Path> paths = Stream.of(argument.substring(at + 1).split(","))
                    .map(Path::of)
                    .toList();
            Migrations.of(service, paths, topology).script(target).forEach(sql -> out.println(sql + ";"));
        }
    }

    private static Target target(String name, Topology topology) {
        if (name.equals("yugabyte")) {
            return new Target.Yugabyte();
        }
        if (name.startsWith("postgres:")) {
            return new Target.SinglePostgres(Path.of(name.substring("postgres:".length())));
        }
        if (name.startsWith("local:")) {
            return new Target.LocalNode(topology.region(name.substring("local:".length())));
        }
        throw new IllegalArgumentException("no such target: " + name);
    }
}
