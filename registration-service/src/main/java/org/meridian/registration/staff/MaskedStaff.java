package org.meridian.registration.staff;

import org.meridian.platform.id.StaffId;

/** Enough to recognise a colleague, too little to learn who it is. */
record MaskedStaff(StaffId id, String name, String phone) {}
