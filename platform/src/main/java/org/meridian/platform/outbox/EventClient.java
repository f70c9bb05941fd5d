package org.meridian.platform.outbox;

import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** The door for events that every service has. */
interface EventClient {

    String PATH = "/internal/events";

    @PostMapping(PATH)
    List<Verdict> deliver(@RequestBody List<Event> events);
}
