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
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows put aside: written one by one, then read any number of times. The first quarter of a megabyte stays in
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

    /** Reads from the first row on; what is added later is not seen. Several may read at once. */
    Reader reader() {
        try {
            out.flush();
            return new Reader(new DataInputStream(open()), size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows in their order, so many at a time. */
    final class Reader {

        private final DataInputStream in;
        private int left;

        private Reader(DataInputStream in, int left) {
            this.in = in;
            this.left = left;
        }

        /** The next rows, fewer when there are not so many any more. */
        List<T> next(int rows) {
            try {
                List<T> chunk = new ArrayList<>(Math.min(rows, left));
                while (chunk.size() < rows && left > 0) {
                    chunk.add(reading.read(in));
                    left--;
                }
                return chunk;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void skip(int rows) {
            for (int skipped = 0; skipped < rows; skipped += 1_000) {
                next(Math.min(1_000, rows - skipped));
            }
        }
    }

    private InputStream open() {
        FileChannel channel = file;
        return channel == null
                ? new ByteArrayInputStream(memory.toByteArray())
                : new BufferedInputStream(new AtItsOwnPlace(channel), 64 * 1024);
    }

    /** Reads a file from its beginning, wherever others read or write it. */
    private static final class AtItsOwnPlace extends InputStream {

        private final FileChannel channel;
        private long position;

        AtItsOwnPlace(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = channel.read(ByteBuffer.wrap(buffer, offset, length), position);
            position += Math.max(n, 0);
            return n;
        }
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
