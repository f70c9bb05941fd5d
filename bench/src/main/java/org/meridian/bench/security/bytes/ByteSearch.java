package org.meridian.bench.security.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Looks for many texts at once (Aho and Corasick), byte by byte, capital and small letters being the same. */
public final class ByteSearch {

    private static final int ALPHABET = 256;

    private final List<int[]> next = new ArrayList<>();
    private final List<Set<String>> found = new ArrayList<>();
    /** The same for reading hundreds of megabytes: from each state by each byte, and whether something ends there. */
    private final int[] table;

    private final boolean[] ending;

    public ByteSearch(Collection<Canary> canaries) {
        node();
        for (Canary canary : canaries) {
            canary.forms().forEach(form -> add(form, canary.what()));
            canary.base64().forEach(form -> add(form.toLowerCase(Locale.ROOT), canary.what() + " (base64)"));
        }
        link();
        this.table = new int[next.size() * ALPHABET];
        this.ending = new boolean[next.size()];
        for (int state = 0; state < next.size(); state++) {
            ending[state] = !found.get(state).isEmpty();
            for (int b = 0; b < ALPHABET; b++) {
                table[state * ALPHABET + b] = next.get(state)[b >= 'A' && b <= 'Z' ? b + 32 : b];
            }
        }
    }

    /** What was found in a text. */
    public Set<String> in(String text) {
        Scan scan = new Scan();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        scan.take(bytes, bytes.length);
        return scan.hits;
    }

    /** What was found in a file, as {@code <file>: <what>}; nothing in one that is gone meanwhile. */
    public List<String> in(Path file) {
        Scan scan = new Scan();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                scan.take(buffer, n);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scan.hits.stream().map(hit -> file.getFileName() + ": " + hit).toList();
    }

    /** In every file below a folder, and in the files' names. */
    public List<String> below(Path folder) {
        List<String> hits = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                in(file.getFileName().toString()).forEach(hit -> hits.add("a file's name: " + hit));
                if (Files.isRegularFile(file)) {
                    hits.addAll(in(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return hits;
    }

    private final class Scan {

        private final Set<String> hits = new TreeSet<>();
        private int state;

        void take(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                state = table[state * ALPHABET + (bytes[i] & 0xFF)];
                if (ending[state]) {
                    hits.addAll(found.get(state));
                }
            }
        }
    }

    private int node() {
        int[] none = new int[ALPHABET];
        Arrays.fill(none, -1);
        next.add(none);
        found.add(new TreeSet<>());
        return next.size() - 1;
    }

    private void add(String text, String what) {
        int state = 0;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            int[] edges = next.get(state);
            if (edges[b & 0xFF] < 0) {
                edges[b & 0xFF] = node();
            }
            state = edges[b & 0xFF];
        }
        found.get(state).add(what);
    }

    /** From each state, for each byte, where to go on: the longest beginning of a text that has just been read. */
    private void link() {
        int[] back = new int[next.size()];
        Deque<Integer> queue = new ArrayDeque<>();
        for (int b = 0; b < ALPHABET; b++) {
            int child = next.getFirst()[b];
            if (child < 0) {
                next.getFirst()[b] = 0;
            } else {
                queue.add(child);
            }
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            found.get(state).addAll(found.get(back[state]));
            for (int b = 0; b < ALPHABET; b++) {
                int child = next.get(state)[b];
                if (child < 0) {
                    next.get(state)[b] = next.get(back[state])[b];
                } else {
                    back[child] = next.get(back[state])[b];
                    queue.add(child);
                }
            }
        }
    }
}
