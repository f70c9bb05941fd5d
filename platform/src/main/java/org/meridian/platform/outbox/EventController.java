package org.meridian.platform.outbox;

import java.util.List;
import org.meridian.platform.token.Caller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Where other services deliver their events. */
@RestController
final class EventController {

    private final Inbox inbox;

    EventController(Inbox inbox) {
        this.inbox = inbox;
    }

    @PostMapping(EventClient.PATH)
    List<Verdict> deliver(@RequestBody List<Event> events, Caller sender) {
        return inbox.handle(events, sender.subject());
    }
}
