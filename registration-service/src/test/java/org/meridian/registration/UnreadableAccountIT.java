package org.meridian.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meridian.platform.id.StaffId;
import org.meridian.registration.test.Nominee;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** A staff account of which something does not open any more, as after a damaged disk or a lost key. */
@ExtendWith(OutputCaptureExtension.class)
class UnreadableAccountIT extends GrantFixture {

    @ParameterizedTest
    @ValueSource(strings = {"name", "phone", "data_key"})
    void isListedWithoutItsNameAndHidesNoOther(String column, CapturedOutput output) {
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
            assertThat(office.decide(damaged, "APPROVED", ben).status())
                    .as("of whom nobody knows who it is")
                    .isEqualTo(409);
            assertThat(office.decide(damaged, "REJECTED", ben).status()).isEqualTo(200);
        } finally {
            flipABit(damaged, column); // other tests wrap all keys anew
        }
    }

    /** Of the last byte, so that a key is still known by its number; a second time mends it. */
    private void flipABit(String staff, String column) {
        int changed = jdbc.sql("UPDATE staff_account SET " + column + " = set_byte(" + column + ", length(" + column
                        + ") - 1, get_byte(" + column + ", length(" + column + ") - 1) # 1)"
                        + " WHERE id = :id AND country_code = 'DEU'")
                .param("id", StaffId.of(staff).id())
                .update();
        assertThat(changed).isOne();
    }
}
