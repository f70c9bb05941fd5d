package org.meridian.platform.commit;

import org.meridian.db.data.CountryRepository;

interface SavedNotes extends CountryRepository<SavedNote, SavedNote.Id> {}
