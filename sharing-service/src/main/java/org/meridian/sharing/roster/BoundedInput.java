package org.meridian.sharing.roster;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;

/** Ends an upload that goes on for too long. */
final class BoundedInput extends FilterInputStream {

    private final long limit;
    private long count;

    BoundedInput(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        counted(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        counted(n);
        return n;
    }

    private void counted(int n) {
        count += Math.max(0, n);
        if (count > limit) {
            throw new ProblemException(ProblemType.TOO_LARGE, "A roster may have " + limit + " bytes at most.");
        }
    }
}
