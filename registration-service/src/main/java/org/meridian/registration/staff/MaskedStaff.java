package org.meridian.registration.staff;

import org.meridian.platform.id.StaffId;
import org.meridian.registration.vault.Mask;

/** Enough to recognise a colleague, too little to learn who it is. */
record MaskedStaff(StaffId id, String name, String phone) {

    /** Somebody of whom nothing can be read. */
    static MaskedStaff unreadable(StaffId id) {
        return new MaskedStaff(id, Mask.NOTHING, Mask.NOTHING);
    }

    boolean isReadable() {
        return !name.equals(Mask.NOTHING);
    }
}
