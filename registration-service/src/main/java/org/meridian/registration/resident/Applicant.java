package org.meridian.registration.resident;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.meridian.db.topology.Country;
import org.meridian.registration.nationalid.NationalId;
import org.meridian.registration.person.PersonName;

/** Whoever wants to be registered, everything checked that can be without asking the database. */
public record Applicant(
        Country country,
        NationalId nationalId,
        PersonName name,
        @Nullable LocalDate birthDate,
        @Nullable String division) {}
