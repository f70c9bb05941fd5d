package org.meridian.platform.handover;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** With each answer of a process that leaves, its connection ends. */
final class Farewell extends ValveBase {

    private final Handover handover;

    Farewell(Handover handover) {
        super(true);
        this.handover = handover;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (handover.isLeaving()) {
            response.setHeader("Connection", "close");
        }
        getNext().invoke(request, response);
    }
}
