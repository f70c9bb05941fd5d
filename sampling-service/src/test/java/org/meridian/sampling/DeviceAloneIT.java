package org.meridian.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meridian.platform.id.ResidentId;
import org.meridian.platform.test.TestTokens;

/** Those who issue tokens are down: registration answers every call with 503, and is asked for nothing. */
class DeviceAloneIT {

    private final Service service = Service.running();
    private final Api api = service.api();
    private final Desk desk = Desk.approved("DEU");
    private final String device = TestTokens.device(TestTokens.aStaffAccount("DEU"), desk.site);

    @BeforeEach
    void registrationIsDown() {
        service.registration().forget();
    }

    @Test
    void point2ADeviceGoesOnSamplingAtItsSite() {
        String barcode = Desk.aBarcode();
        assertThat(api.post("/v1/sites/" + desk.site + "/tubes", device, Map.of("barcode", barcode, "capacity", 5))
                        .status())
                .isEqualTo(201);
        ResidentId resident = TestTokens.aResident("DEU");
        assertThat(api.post(
                                "/v1/tubes/" + barcode + "/samples",
                                device,
                                Map.of("residentCode", TestTokens.code(resident)))
                        .status())
                .isEqualTo(201);
        Api.Answer batch = api.post(
                "/v1/sites/" + desk.site + "/samples/batch",
                device,
                List.of(Map.of(
                        "clientId", UUID.randomUUID().toString(),
                        "barcode", barcode,
                        "residentId", TestTokens.aResident("DEU").toString(),
                        "sampledAt", Clock.systemUTC().instant().toString())));
        assertThat(batch.text()).contains("ACCEPTED");
        assertThat(api.send("POST", "/v1/tubes/" + barcode + "/seal", device, "", Map.of())
                        .text("state"))
                .isEqualTo("SEALED");
        assertThat(api.get("/v1/tubes/" + barcode, device).body().path("filled").asInt())
                .isEqualTo(2);
        assertThat(service.registration().calls()).isEmpty();
    }

    @Test
    void point2ItDoesNothingElse() {
        Desk other = Desk.approved("DEU");
        service.registration().forget();
        Map<String, Object> tube = Map.of("barcode", Desk.aBarcode(), "capacity", 5);
        assertThat(api.post("/v1/sites/" + other.site + "/tubes", device, tube).status())
                .isEqualTo(403);
        assertThat(api.get("/v1/me/samples", device).status()).isEqualTo(403);
        assertThat(api.post("/v1/sites", device, Desk.aSite("DEU")).status()).isEqualTo(403);
        String barcode = other.tube(1);
        assertThat(api.send("POST", "/v1/tubes/" + barcode + "/receive", device, "", Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(service.registration().calls()).isEmpty();
    }
}
