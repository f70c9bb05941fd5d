package org.meridian.registration.erasure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.meridian.platform.id.MalformedIdException;
import org.meridian.platform.id.ResidentId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who of a region was erased and when, in a file outside the database: a line each, a time and an id that leads to nobody.
 * Lines are only ever appended, and are on the disk when {@link #write} returns. Several processes may share the file.
 */
final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final FileAttribute<?> OWNER_READS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ENTERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path file;
    private final Clock clock;

    /** @throws UncheckedIOException when the file can't be made or written: then nobody could be erased */
    Ledger(Path folder, String region, Clock clock) {
        this.file = folder.resolve("erasures-" + region + ".log");
        this.clock = clock;
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder, OWNER_ENTERS);
            }
            open().close();
            try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
                entries.force(true); // the file's name is on the disk too
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the erasure ledger " + file + " cannot be written", e);
        }
    }

    void write(ResidentId resident) {
        writeAll(List.of(resident));
    }

    /** Returns when all of them are on the disk. */
    synchronized void writeAll(Collection<ResidentId> residents) {
        if (residents.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        residents.forEach(resident ->
                lines.append(clock.instant()).append(' ').append(resident).append('\n'));
        try (FileChannel channel = open()) {
            if (endsWithinALine(channel)) { // of a process that died while writing
                lines.insert(0, '\n');
            }
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("the erasure ledger " + file + " cannot be written", e);
        }
    }

    /** Gives all entries in their order, so many at a time. A line that is none is reported and passed over. */
    void read(int batch, Consumer<List<ResidentId>> consumer) {
        List<ResidentId> some = new ArrayList<>(batch);
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    some.add(ResidentId.of(line.substring(line.indexOf(' ') + 1)));
                } catch (MalformedIdException e) {
                    LOG.error("line {} of the erasure ledger {} is damaged", number, file);
                }
                if (some.size() == batch) {
                    consumer.accept(List.copyOf(some));
                    some.clear();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the erasure ledger " + file + " cannot be read", e);
        }
        if (!some.isEmpty()) {
            consumer.accept(List.copyOf(some));
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(
                file, Set.copyOf(EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND)), OWNER_READS);
    }

    private boolean endsWithinALine(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size == 0) {
            return false;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        try (FileChannel reading = FileChannel.open(file, StandardOpenOption.READ)) {
            reading.read(last, size - 1);
        }
        return last.get(0) != '\n';
    }
}
