package org.meridian.checkin.status;

import org.meridian.platform.id.ResidentId;
import org.meridian.platform.id.StaffId;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.platform.remote.RegionalClients;
import org.springframework.stereotype.Component;

/** Whether somebody is a resident, as registration-service knows. */
@Component
public class Residents {

    private final RegionalClients<RegistrationClient> registration;
    private final StatusProperties properties;

    Residents(RegionalClients<RegistrationClient> registration, StatusProperties properties) {
        this.registration = registration;
        this.properties = properties;
    }

    /** @throws ProblemException 503 when registration does not answer */
    public boolean isRegistered(ResidentId resident) {
        try {
            registration.call(
                    resident.country(), client -> client.resident(resident.toString(), properties.timeouts()));
            return true;
        } catch (ProblemException refused) {
            if (refused.type() == ProblemType.NOT_FOUND) {
                return false;
            }
            throw refused;
        }
    }

    /** @throws ProblemException 503 when registration does not answer */
    public boolean isOf(ResidentId resident, StaffId staff) {
        return registration
                .call(resident.country(), client -> client.samePerson(new RegistrationClient.Pair(resident, staff)))
                .same();
    }
}
