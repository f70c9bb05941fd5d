package org.meridian.results.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTests {

    private final Devices devices = new Devices();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alinity m",
                "  ALINITY M ",
                "00884999049222",
                "00884999048034",
                "biocode sars-cov-2 assay_applied biocode, inc.",
                "Cobas 8800 System_Roche"
            })
    void point2AKitIsFoundByNameModelOrEquipmentAndAllowedOnPoolsWhereTheTableSaysSo(String name) {
        assertThat(devices.find(name))
                .hasValueSatisfying(device -> assertThat(device.onPools()).isTrue());
    }

    @Test
    void point2AKitThatTheTableDoesNotAllowOnPoolsIsKnownButNotAllowed() {
        assertThat(devices.find("1copy COVID-19 qPCR Multi Kit")).contains(new Device("94500-6", false));
    }

    @Test
    void point2ADeviceHasACodeOnlyWhereAllItsRowsAgree() {
        assertThat(devices.find("BioCode SARS-CoV-2 Assay")).contains(new Device("94533-7", true));
        assertThat(devices.find("Alinity m")).contains(new Device(null, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "Cycler of our own", "yes"})
    void whatTheTableDoesNotHaveIsUnknown(String name) {
        assertThat(devices.find(name)).isEmpty();
    }
}
