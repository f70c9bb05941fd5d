package org.meridian.bench.peer;

import org.meridian.db.data.CountryRepository;

interface SavedCheckIns extends CountryRepository<SavedCheckIn, SavedCheckIn.Id> {}
