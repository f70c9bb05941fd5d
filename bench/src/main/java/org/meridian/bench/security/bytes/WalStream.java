package org.meridian.bench.security.bytes;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A segment of PostgreSQL's write-ahead log without the headers of its pages, which stand in the middle of records. */
final class WalStream extends FilterInputStream {

    private static final Pattern SEGMENT = Pattern.compile("[0-9A-F]{24}");
    private static final int PAGE = 8192;
    private static final int SHORT_HEADER = 24;
    private static final int LONG_HEADER = 40;

    private long position;

    private WalStream(InputStream in) {
        super(in);
    }

    /** The file as it is, unless it is such a segment. */
    static InputStream open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        boolean segment = SEGMENT.matcher(file.getFileName().toString()).matches();
        return segment ? new WalStream(in) : in;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("only by the piece");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int inPage = (int) (position % PAGE);
        if (inPage == 0) {
            int header = position == 0 ? LONG_HEADER : SHORT_HEADER;
            if (in.readNBytes(header).length < header) {
                return -1;
            }
            position += header;
            inPage = header;
        }
        int count = in.read(buffer, offset, Math.min(length, PAGE - inPage));
        position += Math.max(0, count);
        return count;
    }
}
