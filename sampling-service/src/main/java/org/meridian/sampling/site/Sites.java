package org.meridian.sampling.site;

import org.meridian.db.data.CountryRepository;
import org.meridian.platform.id.SiteId;

/** All sites, one at a time. */
public interface Sites extends CountryRepository<Site, SiteId> {}
