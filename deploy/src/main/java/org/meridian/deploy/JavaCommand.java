package org.meridian.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * How a service's JVM is run. The flags are chosen for eighteen of them on two cores: the serial collector and compact
 * headers for memory, both compilers because code that only C1 compiled costs three to four times the CPU per request.
 */
record JavaCommand(Home home, String profiles) {

    static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xms96m", // else the heap begins at its limit
            "-Xmn48m", // it only grows by full collections, which the thresholds below avoid
            "-Xmx192m",
            // what outlives two collections is there for long, as checked tokens are
            "-XX:MaxTenuringThreshold=2",
            "-Xss512k",
            "-XX:+UseCompactObjectHeaders",
            "-XX:ReservedCodeCacheSize=96m",
            // else each sixth of the code cache that is filled is a full collection, and so are the first classes
            "-XX:SweeperThreshold=60",
            "-XX:MetaspaceSize=160m",
            // C2 is a third and more of what the first 100,000 calls cost; so it works a third less, and calls cost the
            // same
            "-XX:FreqInlineSize=120",
            "-XX:-UsePerfData",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Xlog:disable",
            "-Xlog:all=error:stderr:uptime,level,tags",
            // the smart driver goes back to a node this many seconds after it was seen dead
            "-Dfailed-host-reconnect-delay-secs=3");

    /**
     * A gateway's state of thousands of connections is looked through at each collection, whatever became garbage meanwhile: so with four
     * times the room for garbage it is stopped a quarter as often, for as long each time.
     */
    static final List<String> GATEWAY_FLAGS = List.of("-Xms288m", "-Xmn256m", "-Xmx384m", "-XX:MaxTenuringThreshold=1");

    static final String PROFILES = "--spring.profiles.active=";

    static final String LOCAL = "local";

    /** More of them, after the others, from the environment; a test that starts many processes compiles with C1 only. */
    static final String MORE = "MERIDIAN_JAVA_OPTIONS";

    /** With which a process of ours was started; encryption is the installation's, not the profile's. */
    static String profilesOf(ProcessHandle process) {
        return Proc.commandLine(process.pid()).stream()
                .filter(word -> word.startsWith(PROFILES))
                .map(word -> word.substring(PROFILES.length()).replaceFirst(",tls$", ""))
                .findFirst()
                .orElse(LOCAL);
    }

    private static List<String> flags(App app) {
        return flags(app, System.getenv(MORE));
    }

    /** Ours, then these: of two that contradict each other a JVM takes the later one. */
    static List<String> flags(App app, @Nullable String more) {
        List<String> all = new ArrayList<>(FLAGS);
        if (app.isGateway()) {
            all.addAll(GATEWAY_FLAGS);
        }
        if (more != null && !more.isBlank()) {
            all.addAll(List.of(more.strip().split("\\s+", -1)));
        }
        return all;
    }

    List<String> serve(App app, BootJar jar) {
        List<String> command = command(app, "serve");
        Path cache = cache(app, jar);
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        return finish(command, app, jar);
    }

    /** Starts up to the point where it would serve, writes what the JVM learnt, and ends. */
    List<String> train(App app, BootJar jar, Path into) {
        List<String> command = command(app, "train");
        command.add("-XX:AOTCacheOutput=" + into);
        command.add("-Dspring.context.exit=onRefresh");
        command.add("-Dserver.port=0");
        command.add("-Dmanagement.server.port=0");
        return finish(command, app, jar);
    }

    /** Valid for this JDK, these flags and exactly this jar. */
    Path cache(App app, BootJar jar) {
        CRC32 crc = new CRC32();
        crc.update((System.getProperty("java.vm.version") + System.getProperty("java.home") + flags(app))
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String key = jar.hash() + "-" + HexFormat.of().toHexDigits((int) crc.getValue());
        return home.run().resolve("aot").resolve(app.module() + "-" + key + ".aot");
    }

    private static int niceness(App app, String purpose) {
        if (purpose.equals("train")) {
            return Niceness.LAST;
        }
        Standing standing = Standing.ofEnvironment();
        return app.isGateway() ? standing.gateway() : standing.services();
    }

    private List<String> command(App app, String purpose) {
        List<String> command = new ArrayList<>();
        command.add("setsid"); // Ctrl-C in the terminal is for the launcher alone, which stops things in order
        command.addAll(Niceness.words(niceness(app, purpose)));
        command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.addAll(flags(app));
        command.add("-Dmeridian.run=" + home.run());
        command.add("-Dmeridian.process=" + app.id() + ":" + purpose);
        return command;
    }

    private List<String> finish(List<String> command, App app, BootJar jar) {
        command.add("-jar");
        command.add(jar.jar().toString());
        command.add(PROFILES + profiles + (app.encrypted() ? ",tls" : ""));
        command.add("--spring.config.additional-location=file:" + home.config(app));
        return command;
    }
}
