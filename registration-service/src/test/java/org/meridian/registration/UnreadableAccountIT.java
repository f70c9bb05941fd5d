package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.platform.id.StaffId;
import org.meridian.registration.test.Administration;
import org.meridian.registration.test.Nominee;
import org.meridian.registration.test.Service;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A staff account of which something does not open any more, as after a damaged disk or a lost key. */
@ExtendWith({LocalClusterExtension.class, OutputCaptureExtension.class})
class UnreadableAccountIT {

    private final Service service = Service.shared();
    private final Administration office = new Administration(service.api());
    private final String ada = office.ada();
    private final String ben = office.ben();

    @ParameterizedTest
    @ValueSource(strings = {"name", "phone", "data_key"})
    void isListedWithoutItsNameAndHidesNoOther(String column, CapturedOutput output) {
        Nominee nominee = new Nominee(service);
        String damaged = nominee.granted(ada).text("staffId");
        String whole = new Nominee(service).granted(ada).text("staffId");
        flipABit(damaged, column);
        try {
            JsonNode shown = office.listed(ben, "PENDING", damaged);
            assertThat(shown.path("name").asString()).isEqualTo("***");
            assertThat(shown.path("phone").asString()).isEqualTo("***");
            assertThat(shown.path("role").asString()).isEqualTo("HEALTH_OFFICER");
            JsonNode other = office.listed(ben, "PENDING", whole);
            assertThat(other.path("name").asString()).isEqualTo("A***");
            assertThat(other.path("phone").asString()).startsWith("+49").hasSizeGreaterThan(10);
            assertThat(output)
                    .contains("the staff account " + damaged + " is shown without name and phone")
                    .doesNotContain("Alex Probe", nominee.phone(), whole + " is shown");
            assertThat(office.decide(damaged, "REJECTED", ben).status()).isEqualTo(200);
        } finally {
            flipABit(damaged, column); // other tests wrap all keys anew
        }
    }

    /** Of the last byte, so that a key is still known by its number; a second time mends it. */
    private void flipABit(String staff, String column) {
        String sql =
                "UPDATE staff_account SET %1$s = set_byte(%1$s, length(%1$s) - 1, get_byte(%1$s, length(%1$s) - 1) # 1)"
                        + " WHERE id = :id AND country_code = 'DEU'";
        int changed = service.bean(JdbcClient.class)
                .sql(sql.formatted(column))
                .param("id", StaffId.of(staff).id())
                .update();
        assertThat(changed).isOne();
    }
}
