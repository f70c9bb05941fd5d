package org.meridian.platform.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request whose body is looked at while it is read, without being held. */
public final class WatchedBody extends HttpServletRequestWrapper {

    private final Watcher watcher;

    /** Sees each piece of the body as it is read; what it throws ends the reading. */
    @FunctionalInterface
    public interface Watcher {
        void read(byte[] buffer, int offset, int length);
    }

    public WatchedBody(HttpServletRequest request, Watcher watcher) {
        super(request);
        this.watcher = watcher;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream in = super.getInputStream();
        return new ServletInputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = in.read(buffer, offset, length);
                if (n > 0) {
                    watcher.read(buffer, offset, n);
                }
                return n;
            }

            @Override
            public boolean isFinished() {
                return in.isFinished();
            }

            @Override
            public boolean isReady() {
                return in.isReady();
            }

            @Override
            public void setReadListener(ReadListener listener) {
                in.setReadListener(listener);
            }
        };
    }
}
