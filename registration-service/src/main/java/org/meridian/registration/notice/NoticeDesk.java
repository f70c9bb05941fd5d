package org.meridian.registration.notice;

import java.util.List;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.outbox.Event;
import org.meridian.platform.outbox.EventHandler;
import org.meridian.registration.message.Message;
import org.meridian.registration.message.MessageSender;
import org.meridian.registration.person.Phone;
import org.meridian.registration.resident.Resident;
import org.meridian.registration.resident.Residents;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps notices and announces each once on the resident's phone. The message says only that there is one: a phone shows it
 * to whoever holds it.
 */
@Component
class NoticeDesk implements EventHandler {

    static final String ANNOUNCEMENT =
            "Meridian: there is a notice about your health code. Open your notices to read it.";

    private final Notices notices;
    private final Residents residents;
    private final MessageSender sender;
    private final ObjectReader payload;

    NoticeDesk(Notices notices, Residents residents, MessageSender sender, JsonMapper json) {
        this.notices = notices;
        this.residents = residents;
        this.sender = sender;
        this.payload = json.readerForListOf(NoticeDue.class);
    }

    @Override
    public String type() {
        return NoticeDue.TYPE;
    }

    @Override
    public void handle(Event event) {
        List<NoticeDue> due = payload.readValue(event.payload());
        for (NoticeDue notice : due) {
            ResidentId id = notice.residentId();
            if (!id.country().equals(event.targetCountry())) {
                throw new IllegalArgumentException("a notice lies in its resident's country");
            }
            residents.find(id).ifPresent(resident -> tell(notice, resident)); // nobody is told who was erased
        }
    }

    private void tell(NoticeDue notice, Resident resident) {
        if (notices.add(notice, resident)) {
            NoticeId id = new NoticeId(notice.noticeId(), resident.id().countryCode());
            sender.send(new Message.Notice(id, Phone.of(resident.phone()), ANNOUNCEMENT));
        }
    }
}
