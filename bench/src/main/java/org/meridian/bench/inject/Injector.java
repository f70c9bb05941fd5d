package org.meridian.bench.inject;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.meridian.bench.BenchException;
import org.meridian.bench.proxy.Proxy;
import org.meridian.bench.proxy.Trouble;
import org.meridian.bench.proxy.Trouble.Break;
import org.meridian.bench.stack.Stack;

/** Makes faults in one region, one at a time, and ends them. */
public final class Injector {

    private static final Duration LATENCY = Duration.ofMillis(120);
    private static final Duration JITTER = Duration.ofMillis(80);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    /** Less than what services think of each other's clocks: one that is further off believes no token. */
    private static final Duration STEP = Duration.ofSeconds(4);

    private static final int BYTES = 20_000;
    private static final Map<String, String> BUSIEST =
            Map.of("sampling", "tube", "results", "tube_result", "checkin", "check_in");

    private final Stack stack;
    private final String region;
    private final WrongClock clock;
    private @Nullable Connection holder;

    public Injector(Stack stack, String region) {
        this.stack = stack;
        this.region = region;
        this.clock = new WrongClock(stack.run());
    }

    /** Whether there was something that could break. */
    public boolean begin(Fault fault) {
        return switch (fault.kind()) {
            case KILL -> stack.kill(region, fault.where());
            case STOP -> signal(processes(fault.where()), "STOP");
            case RESTART -> stop(fault.where());
            case POOL -> hold(fault.where());
            case CLOCK_AHEAD -> setClock(fault.where(), STEP);
            case CLOCK_BEHIND -> setClock(fault.where(), STEP.negated());
            case CUT -> set(fault, Trouble.broken(Break.CUT));
            case HALF_OPEN -> set(fault, Trouble.broken(Break.HALF_OPEN));
            case SILENT_TO_SERVER -> set(fault, Trouble.broken(Break.SILENT_TO_SERVER));
            case SILENT_TO_CLIENT -> set(fault, Trouble.broken(Break.SILENT_TO_CLIENT));
            case LATE -> set(fault, Trouble.late(LATENCY, JITTER));
            case SLOW_CLOSE -> set(fault, Trouble.slowClose(CLOSING));
            case CUT_AFTER_BYTES -> set(fault, Trouble.cutAfter(BYTES));
        };
    }

    /** Returns when what was broken works again; of a process that was killed, when it is healthy. */
    public void end(Fault fault) {
        switch (fault.kind()) {
            case KILL, RESTART -> stack.revive(region, fault.where());
            case STOP -> signal(processes(fault.where()), "CONT");
            case POOL -> letGo();
            case CLOCK_AHEAD, CLOCK_BEHIND -> setClock(fault.where(), Duration.ZERO);
            default -> set(fault, Trouble.NONE);
        }
    }

    private List<ProcessHandle> processes(String where) {
        return where.equals(Stack.DATABASE)
                ? stack.databaseProcesses(region)
                : new ArrayList<>(stack.process(region, where).stream().toList());
    }

    private boolean stop(String where) {
        List<ProcessHandle> all = processes(where);
        if (where.equals(Stack.DATABASE)) {
            signal(all.subList(0, Math.min(1, all.size())), "INT"); // its own fast shutdown
        } else {
            all.forEach(ProcessHandle::destroy);
        }
        all.forEach(p -> p.onExit().orTimeout(60, TimeUnit.SECONDS).join());
        return !all.isEmpty();
    }

    private static boolean signal(List<ProcessHandle> processes, String signal) {
        List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(p -> command.add(Long.toString(p.pid())));
        if (processes.isEmpty()) {
            return false;
        }
        try {
            // a child of the database that has ended meanwhile makes kill complain, and is none that matters
            new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private boolean setClock(String service, Duration offset) {
        List<ProcessHandle> all = processes(service);
        all.forEach(process -> clock.set(process, offset));
        return !all.isEmpty();
    }

    private boolean hold(String service) {
        try {
            Connection connection = stack.database(region).getConnection();
            holder = connection;
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("LOCK TABLE " + service + "." + BUSIEST.get(service) + "_" + region
                        + " IN ACCESS EXCLUSIVE MODE");
            }
            return true;
        } catch (SQLException e) {
            throw new BenchException("no lock on " + service + "'s table", e);
        }
    }

    private void letGo() {
        try (Connection connection = holder) {
            if (connection != null) {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new BenchException("the lock could not be given back", e);
        }
    }

    private boolean set(Fault fault, Trouble trouble) {
        proxy(fault.where()).set(trouble);
        return true;
    }

    private Proxy proxy(String where) {
        int arrow = where.indexOf('>');
        if (arrow < 0) {
            return stack.network().database(region);
        }
        String service = where.substring(arrow + 1);
        return where.startsWith("gateway>")
                ? stack.network().fromGateway(region, service)
                : stack.network().call(region, region, service);
    }
}
