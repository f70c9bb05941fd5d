package org.meridian.platform.gathered;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** A gathered call is answered on the thread that works on it; one that wants to be answered later is refused. */
final class OnItsOwnThread extends ValveBase {

    /** On the container's own request, where nothing from outside sets attributes. */
    static final String MARK = OnItsOwnThread.class.getName();

    OnItsOwnThread() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (request.getCoyoteRequest().getAttribute(MARK) != null) {
            request.setAsyncSupported(false);
        }
        getNext().invoke(request, response);
    }
}
