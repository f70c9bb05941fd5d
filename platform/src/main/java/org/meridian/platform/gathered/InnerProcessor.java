package org.meridian.platform.gathered;

import jakarta.servlet.ServletConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Adapter;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.OutputBuffer;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.http.FastHttpDateFormat;
import org.apache.tomcat.util.http.MimeHeaders;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A protocol of Tomcat beside HTTP/1.1: a call goes in and an answer comes out, and there is no connection. What lies behind
 * it is the container itself, with its mapping, valves, filters, servlets and error pages, so a gathered call meets what any
 * other meets, in the same order. For one call at a time, and then for another.
 */
final class InnerProcessor extends AbstractProcessor {

    private static final Log LOG = LogFactory.getLog(InnerProcessor.class);
    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;
    private static final int NOT_MODIFIED = 304;
    private static final int CAPACITY = 1024;

    private final int longestAnswer;
    private byte[] in = new byte[0];
    private boolean read;
    private byte[] out = new byte[CAPACITY];
    private int written;
    private boolean tooLong;

    /** @param longestAnswer bytes of a body; an answer that has more is none */
    InnerProcessor(Adapter adapter, int longestAnswer) {
        super(adapter);
        this.longestAnswer = longestAnswer;
        request.setInputBuffer(new Body());
        response.setOutputBuffer(new Answer());
    }

    /** @throws Exception when the container itself fails, or the answer is too long */
    GatheredAnswer answer(int index, GatheredCall call, Surroundings around) throws Exception {
        in = call.body();
        ask(call, around);
        getAdapter().service(request, response);
        if (tooLong) {
            throw new IllegalStateException("an answer of more than " + longestAnswer + " bytes cannot be gathered");
        }
        int status = response.getStatus();
        boolean bodiless = status == NO_CONTENT || status == RESET_CONTENT || status == NOT_MODIFIED;
        return new GatheredAnswer(
                index, call.ticket(), status, headers(), bodiless ? new byte[0] : Arrays.copyOf(out, written));
    }

    private void ask(GatheredCall call, Surroundings around) {
        request.markStartTime();
        request.setAttribute(OnItsOwnThread.MARK, OnItsOwnThread.MARK);
        request.setMethod(call.method());
        byte[] path = call.path().getBytes(StandardCharsets.ISO_8859_1);
        request.requestURI().setBytes(path, 0, path.length);
        String query = call.query();
        if (query != null) {
            request.queryString().setString(query);
        }
        request.protocol().setString("HTTP/1.1");
        around.tell(request);
        MimeHeaders headers = request.getMimeHeaders();
        for (HeaderField header : call.headers()) {
            headers.addValue(header.name()).setString(header.value());
        }
        if (in.length > 0 || !call.method().equals("GET")) {
            headers.addValue("content-length").setString(Integer.toString(in.length));
        }
    }

    /** As HTTP/1.1 sends them, without what concerns its connection. */
    private List<HeaderField> headers() {
        MimeHeaders given = response.getMimeHeaders();
        List<HeaderField> headers = new ArrayList<>(given.size() + 2);
        for (int i = 0; i < given.size(); i++) {
            headers.add(new HeaderField(
                    given.getName(i).toString(), given.getValue(i).toString()));
        }
        add(headers, "Content-Type", response.getContentType());
        add(headers, "Content-Language", response.getContentLanguage());
        if (given.getHeader("Date") == null) {
            add(headers, "Date", FastHttpDateFormat.getCurrentDate());
        }
        return headers;
    }

    private static void add(List<HeaderField> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(new HeaderField(name, value));
        }
    }

    @Override
    public void recycle() {
        super.recycle();
        request.recycle();
        response.recycle();
        in = new byte[0];
        read = false;
        written = 0;
        tooLong = false;
    }

    private final class Body implements InputBuffer {

        @Override
        public int doRead(ApplicationBufferHandler handler) {
            if (read || in.length == 0) {
                return -1;
            }
            read = true;
            handler.setByteBuffer(ByteBuffer.wrap(in));
            return in.length;
        }

        @Override
        public int available() {
            return read ? 0 : in.length;
        }
    }

    private final class Answer implements OutputBuffer {

        @Override
        public int doWrite(ByteBuffer chunk) throws IOException {
            int more = chunk.remaining();
            if (more > longestAnswer - written) {
                tooLong = true;
                throw new IOException("the answer is too long");
            }
            if (more > out.length - written) {
                out = Arrays.copyOf(out, Math.max(out.length * 2, written + more));
            }
            chunk.get(out, written, more);
            written += more;
            return more;
        }

        @Override
        public long getBytesWritten() {
            return written;
        }
    }

    @Override
    protected boolean isRequestBodyFullyRead() {
        return read || in.length == 0;
    }

    @Override
    protected int available(boolean doRead) {
        return request.getInputBuffer().available();
    }

    @Override
    protected Log getLog() {
        return LOG;
    }

    // What a connection would be told. There is none.

    @Override
    protected void prepareResponse() {}

    @Override
    protected void finishResponse() {}

    @Override
    protected void ack(ContinueResponseTiming timing) {}

    @Override
    protected void earlyHints() {}

    @Override
    protected void flush() {}

    @Override
    protected void setSwallowResponse() {}

    @Override
    protected void disableSwallowRequest() {}

    @Override
    protected boolean flushBufferedWrite() {
        return false;
    }

    @Override
    protected boolean isReadyForWrite() {
        return true;
    }

    @Override
    protected boolean isTrailerFieldsReady() {
        return false;
    }

    @Override
    public void pause() {}

    // What only a call without a thread of its own needs. There is none.

    @Override
    protected void registerReadInterest() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void setRequestBody(ByteChunk body) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected ServletConnection getServletConnection() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected SocketState dispatchEndRequest() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected SocketState service(SocketWrapperBase<?> socket) {
        throw new UnsupportedOperationException();
    }
}
