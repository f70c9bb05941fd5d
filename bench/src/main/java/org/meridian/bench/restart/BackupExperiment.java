package org.meridian.bench.restart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.meridian.bench.Experiment;
import org.meridian.bench.load.city.City;
import org.meridian.bench.report.Check;
import org.meridian.bench.report.Figure;
import org.meridian.bench.report.Findings;
import org.meridian.bench.stack.Folders;
import org.meridian.bench.stack.Stack;
import org.meridian.bench.world.World;

/**
 * A region's data are copied while a city's calls go on, more is written, and the copy is put back: all that was acknowledged
 * before the copy began is there, nothing that came after it had ended, and the city's calls go on. What was acknowledged
 * while it was made may be there or not here; that it is as long as the copy has not ended, a test of {@code db} shows.
 */
public final class BackupExperiment implements Experiment {

    /** What calls acknowledge and nobody deletes meanwhile. */
    private static final Map<String, List<String>> TABLES = Map.of(
            "registration", List.of("resident"),
            "checkin", List.of("check_in"),
            "sampling", List.of("sample"),
            "results", List.of("tube_result"));

    /** @param rows that were there just after the copy had ended */
    private record Copied(double seconds, Set<String> rows) {}

    @Override
    public String name() {
        return "backup";
    }

    /** The region is away meanwhile. */
    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public void run(World world, Findings findings) {
        Stack stack = world.stack();
        Path copy = freshFolder(stack);
        City city = new City(world);
        CallsMeanwhile.warmUp(city);
        Set<String> before = rows(world);
        Copied copied = copied(world, city, copy, findings);
        findings.add(Figure.plain("backup: the copy, while calls went on", copied.seconds(), "s"));
        CallsMeanwhile.warmUp(city);
        Set<String> later = without(rows(world), copied.rows());

        long begin = System.nanoTime();
        stack.operator().restore(copy);
        findings.add(
                Figure.plain("backup: until the region serves on the copy", (System.nanoTime() - begin) / 1e9, "s"));
        Set<String> there = rows(world);
        findings.add(Check.none(
                "backup: rows acknowledged before the copy that are not there again",
                without(before, there).size()));
        findings.add(Check.atLeast("backup: rows acknowledged before the copy", before.size(), "", 1));
        findings.add(Check.none(
                "backup: rows there that were written after the copy",
                both(later, there).size()));
        findings.add(Check.atLeast("backup: rows written after the copy", later.size(), "", 1));
        findings.add(Figure.count(
                "backup: rows acknowledged while the copy was made that are there",
                both(without(copied.rows(), before), there).size()));
        CallsMeanwhile.until(city, CompletableFuture.runAsync(() -> {})).report("backup, afterwards", findings);
    }

    private static Path freshFolder(Stack stack) {
        Path folder = stack.run().resolveSibling("copy");
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    private static Copied copied(World world, City city, Path copy, Findings findings) {
        CompletableFuture<Copied> copying = CompletableFuture.supplyAsync(() -> {
            long begin = System.nanoTime();
            world.stack().operator().backup(copy);
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Copied(seconds, rows(world));
        });
        CallsMeanwhile.until(city, copying.thenAccept(copied -> {})).report("backup, meanwhile", findings);
        return copying.join();
    }

    private static Set<String> without(Set<String> these, Set<String> those) {
        Set<String> rest = new HashSet<>(these);
        rest.removeAll(those);
        return rest;
    }

    private static Set<String> both(Set<String> these, Set<String> those) {
        Set<String> both = new HashSet<>(these);
        both.retainAll(those);
        return both;
    }

    /** The names of all rows of these tables in the region. */
    private static Set<String> rows(World world) {
        Set<String> rows = new HashSet<>();
        TABLES.forEach((service, tables) -> tables.forEach(table -> rows.addAll(world.sql()
                .list(
                        "SELECT id::text FROM " + world.partition(service, table),
                        row -> table + " " + row.getString(1)))));
        return rows;
    }
}
