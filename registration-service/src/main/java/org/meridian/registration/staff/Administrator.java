package org.meridian.registration.staff;

import org.meridian.platform.id.StaffId;

/**
 * Whoever grants or decides, as a person: two accounts of one phone, in one country or in two, are one.
 *
 * @param phone its index in the grant's country
 */
public record Administrator(StaffId account, byte[] phone) {}
