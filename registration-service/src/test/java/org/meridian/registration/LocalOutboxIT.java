package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.data.CountryTransactions;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.db.topology.Country;
import org.meridian.platform.id.IdGenerator;
import org.meridian.registration.message.Message;
import org.meridian.registration.message.MessageSender;
import org.meridian.registration.otp.ChallengeId;
import org.meridian.registration.person.Phone;
import org.meridian.registration.test.Api;
import org.meridian.registration.test.Api.Sent;
import org.meridian.registration.test.Service;

@ExtendWith(LocalClusterExtension.class)
class LocalOutboxIT {

    private final Service service = Service.shared();
    private final Api api = service.api();

    @Test
    void aNoticeStandsBesideTheCodesAndNotAmongThem() {
        Country germany = Country.of("DEU");
        String phone = Api.aPhone("DEU");
        Sent code = api.code("DEU", phone);
        ChallengeId notice = service.bean(IdGenerator.class).next(germany, ChallengeId::new);
        service.bean(CountryTransactions.class)
                .run(
                        germany,
                        () -> service.bean(MessageSender.class)
                                .send(new Message.Notice(notice, new Phone(phone), "Your health code was changed.")));

        assertThat(api.outbox(phone)).singleElement().satisfies(sent -> {
            assertThat(sent.propertyNames()).containsExactlyInAnyOrder("challengeId", "code", "sentAt");
            assertThat(sent.get("challengeId").asString()).isEqualTo(code.challengeId());
        });
        assertThat(api.get("/dev/outbox/notices?phone=" + URLEncoder.encode(phone, StandardCharsets.UTF_8), null)
                        .json())
                .singleElement()
                .satisfies(sent -> {
                    assertThat(sent.get("noticeId").asString()).isEqualTo(notice.toString());
                    assertThat(sent.get("text").asString()).isEqualTo("Your health code was changed.");
                });
    }
}
