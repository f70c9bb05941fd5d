package org.meridian.bench.security.bytes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks for many texts at once, byte by byte, capital and small letters being the same; also within what PostgreSQL or gzip
 * has compressed. The last eight bytes read say whether something may end here; only then is it compared.
 */
public final class ByteSearch {

    private static final int PIECE = 1 << 20;
    /** What of a piece is looked at again with the next one: the longest needle, and the longest compressed value. */
    private static final int OVERLAP = 1 << 14;

    private static final int FILTER_BITS = 23;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Map<Long, List<Needle>> byTail = new HashMap<>();
    private final long[] filter = new long[1 << (FILTER_BITS - 6)];

    public ByteSearch(Collection<Canary> canaries) {
        this(canaries.stream().flatMap(canary -> canary.needles().stream()));
    }

    private ByteSearch(Stream<Needle> needles) {
        needles.forEach(needle -> {
            if (needle.bytes().length > OVERLAP) {
                throw new IllegalArgumentException(needle.what() + " is too long to be looked for");
            }
            byTail.computeIfAbsent(needle.tail(), tail -> new ArrayList<>()).add(needle);
            int bit = bit(needle.tail());
            filter[bit >>> 6] |= 1L << bit;
        });
    }

    /** For these bytes. */
    public static ByteSearch of(Collection<Needle> needles) {
        return new ByteSearch(needles.stream());
    }

    private static int bit(long tail) {
        return (int) ((tail * MIX) >>> (64 - FILTER_BITS));
    }

    /** What was found in a text. */
    public Set<String> in(String text) {
        return in(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What was found in some bytes. */
    public Set<String> in(byte[] bytes) {
        Set<String> hits = new TreeSet<>();
        piece(bytes, bytes.length, hits);
        return hits;
    }

    /** What was found in a file, as {@code <file>: <what>}; nothing in one that is gone meanwhile. */
    public List<String> in(Path file) {
        return whatIn(file).stream().map(hit -> file.getFileName() + ": " + hit).toList();
    }

    /** What was found in a file; nothing in one that is gone meanwhile. */
    public Set<String> whatIn(Path file) {
        Set<String> hits = new TreeSet<>();
        byte[] buffer = new byte[PIECE + OVERLAP];
        try (InputStream in = WalStream.open(file)) {
            int kept = 0;
            for (int n = in.readNBytes(buffer, 0, PIECE); n > 0; n = in.readNBytes(buffer, kept, PIECE)) {
                int length = kept + n;
                piece(buffer, length, hits);
                kept = Math.min(OVERLAP, length);
                System.arraycopy(buffer, length - kept, buffer, 0, kept);
            }
        } catch (NoSuchFileException e) {
            return hits;
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
        return hits;
    }

    /** In every file below a folder, and in the files' names. */
    public List<String> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().parallelStream()
                    .flatMap(file -> Stream.concat(
                            in(file.getFileName().toString()).stream().map(hit -> "a file's name: " + hit),
                            Files.isRegularFile(file) ? in(file).stream() : Stream.empty()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void piece(byte[] bytes, int length, Set<String> hits) {
        scan(bytes, length, hits);
        Packed.each(bytes, length, unpacked -> scan(unpacked, unpacked.length, hits));
    }

    private void scan(byte[] bytes, int length, Set<String> hits) {
        long tail = 0;
        for (int i = 0; i < length; i++) {
            tail = (tail << 8) | (Needle.folded(bytes[i]) & 0xFF);
            int bit = bit(tail);
            if ((filter[bit >>> 6] & (1L << bit)) != 0) {
                for (Needle needle : byTail.getOrDefault(tail, List.of())) {
                    if (needle.endsAt(bytes, i)) {
                        hits.add(needle.what());
                    }
                }
            }
        }
    }
}
