package org.meridian.bench.placement.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.meridian.bench.security.bytes.ByteSearch;
import org.meridian.bench.stack.Stack;
import org.meridian.db.cluster.LocalCluster;

/**
 * Every file of the platform and whose it is: data, log of changes and server log of each database node, logs, settings and
 * ledgers of each process, and whatever else its processes have open, also when it is deleted already.
 */
final class Whereabouts {

    private final Stack stack;
    private final ByteSearch search;
    private final Set<String> faults = new TreeSet<>();
    /** By what was found at home, in which kinds of files. */
    private final Map<String, Set<String>> atHome = new TreeMap<>();

    private final LongAdder files = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    Whereabouts(Stack stack, ByteSearch search) {
        this.stack = stack;
        this.search = search;
    }

    /** Looks into all of it. */
    void look() {
        try (Stream<Path> all = Files.walk(stack.run())) {
            all.filter(Files::isRegularFile).toList().parallelStream().forEach(this::look);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String region : Stack.ALL_REGIONS) {
            for (ProcessHandle process : processes(region)) {
                for (Path open : open(process)) {
                    look(open, region, "open files");
                }
            }
            for (Path temporary : temporary(region)) {
                look(temporary, region, "temporary files");
            }
        }
    }

    /** One file below the platform's folder. */
    void look(Path file) {
        Path path = stack.run().relativize(file);
        look(file, owner(path), kind(path));
    }

    /** What lies where it must not, as sentences. */
    Set<String> faults() {
        return faults;
    }

    Map<String, Set<String>> atHome() {
        return atHome;
    }

    long files() {
        return files.sum();
    }

    long bytes() {
        return bytes.sum();
    }

    private void look(Path file, String region, String kind) {
        files.increment();
        try {
            bytes.add(Files.size(file));
        } catch (IOException e) {
            return; // gone meanwhile
        }
        Set<String> hits = new TreeSet<>(search.whatIn(file));
        hits.addAll(search.in(file.getFileName().toString()));
        found(hits, region, kind, kind + " of " + region + ": " + file.getFileName());
    }

    /** What was found somewhere that belongs to a region. */
    synchronized void found(Set<String> hits, String region, String kind, String where) {
        for (String hit : hits) {
            if (Marked.mayBeAt(hit, region)) {
                atHome.computeIfAbsent(hit, what -> new TreeSet<>()).add(kind);
            } else {
                faults.add(where + ": " + hit);
            }
        }
    }

    /** Nobody's, where it belongs to the installation: there nothing of people may be. */
    private String owner(Path file) {
        String first = file.getName(0).toString();
        String name = file.getFileName().toString();
        for (String region : Stack.ALL_REGIONS) {
            boolean ofTheNode = first.equals("db") && file.getName(1).toString().equals(region);
            if (ofTheNode || (!first.equals("db") && name.matches("(.*-)?" + region + "[-.].*"))) {
                return region;
            }
        }
        return "nobody";
    }

    private static String kind(Path file) {
        String path = file.toString();
        return path.contains("pg_wal")
                ? "log of changes"
                : path.startsWith("db/") ? "data" : file.getName(0).toString();
    }

    private Set<ProcessHandle> processes(String region) {
        Set<ProcessHandle> all = new LinkedHashSet<>();
        for (ProcessHandle process : stack.processes(region).values()) {
            all.add(process);
            process.descendants().forEach(all::add);
        }
        return all;
    }

    /** What the services' web servers put aside. */
    private List<Path> temporary(String region) {
        List<Path> found = new ArrayList<>();
        for (String service : LocalCluster.SERVICES) {
            String name = "tomcat." + stack.service(region, service).getPort() + ".*";
            try (var folders = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), name)) {
                for (Path folder : folders) {
                    try (Stream<Path> all = Files.walk(folder)) {
                        all.filter(Files::isRegularFile).forEach(found::add);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found;
    }

    /** Files outside of the platform's folder that a process could have written to. */
    private List<Path> open(ProcessHandle process) {
        List<Path> open = new ArrayList<>();
        Path table = Path.of("/proc", Long.toString(process.pid()), "fd");
        try (Stream<Path> descriptors = Files.list(table)) {
            for (Path descriptor : descriptors.toList()) {
                String target = Files.readSymbolicLink(descriptor).toString();
                boolean code = target.matches(".*\\.(jar|so|jsa|aot|dat)(\\.\\d+)*|.*/modules");
                boolean seen = target.startsWith(stack.run().toString()) && !target.endsWith(" (deleted)");
                if (target.startsWith("/")
                        && !target.startsWith("/dev/")
                        && !code
                        && !seen
                        && Files.isRegularFile(descriptor)) {
                    open.add(descriptor);
                }
            }
        } catch (IOException e) {
            return open; // it has ended
        }
        return open;
    }
}
