package org.meridian.results.upload;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows put aside: written one by one, then read any number of times in chunks. The first quarter of a megabyte stays in
 * memory; what is more goes to a file that has no name any more as soon as it is open, so that nothing of it is left
 * when the process is killed.
 */
final class Spool<T> implements AutoCloseable {

    private static final int IN_MEMORY = 256 * 1024;

    /** How a row is written. */
    interface Writing<T> {
        void write(T row, DataOutputStream out) throws IOException;
    }

    /** How a row is read. */
    interface Reading<T> {
        T read(DataInputStream in) throws IOException;
    }

    private final Writing<T> writing;
    private final Reading<T> reading;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private DataOutputStream out = new DataOutputStream(memory);
    private int size;

    Spool(Writing<T> writing, Reading<T> reading) {
        this.writing = writing;
        this.reading = reading;
    }

    void add(T row) {
        try {
            writing.write(row, out);
            size++;
            if (file == null && memory.size() > IN_MEMORY) {
                spill();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void spill() throws IOException {
        Path path = Files.createTempFile("meridian-upload", null); // readable by its owner only
        FileChannel opened = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Files.delete(path);
        file = opened;
        OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(opened), 64 * 1024);
        memory.writeTo(stream);
        memory.reset();
        out = new DataOutputStream(stream);
    }

    int size() {
        return size;
    }

    /** Hands over all rows, in their order, so many at a time. */
    void forEachChunk(int rows, Consumer<List<T>> work) {
        try {
            out.flush();
            DataInputStream in = new DataInputStream(open());
            int left = size;
            while (left > 0) {
                List<T> chunk = new ArrayList<>(Math.min(rows, left));
                while (chunk.size() < rows && left > 0) {
                    chunk.add(reading.read(in));
                    left--;
                }
                work.accept(chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open() throws IOException {
        FileChannel channel = file;
        if (channel == null) {
            return new ByteArrayInputStream(memory.toByteArray());
        }
        channel.position(0);
        return new BufferedInputStream(Channels.newInputStream(channel), 64 * 1024);
    }

    @Override
    public void close() {
        FileChannel channel = file;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
