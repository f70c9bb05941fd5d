package org.meridian.sharing.unit;

import org.meridian.db.data.CountryRepository;
import org.meridian.platform.id.UnitId;

/** All units. */
interface Units extends CountryRepository<Unit, UnitId> {}
