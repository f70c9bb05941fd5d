package org.meridian.registration;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.meridian.db.test.LocalClusterExtension;
import org.meridian.platform.test.AccessMatrix;
import org.meridian.platform.token.Role;
import org.meridian.registration.test.Service;

/** Point 1: nobody, every role and every service at every call. */
@ExtendWith(LocalClusterExtension.class)
class AccessIT {

    private final Service service = Service.shared();

    @TestFactory
    Stream<DynamicTest> point1EveryCellOfTheAccessTable() {
        return new AccessMatrix("registration", service.port())
                .token(Role.RESIDENT, () -> service.api().aResident("DEU").token())
                .tests();
    }
}
