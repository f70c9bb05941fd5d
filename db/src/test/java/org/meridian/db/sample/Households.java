package org.meridian.db.sample;

import org.meridian.db.data.CountryRepository;

interface Households extends CountryRepository<Household, Household.Id> {}
