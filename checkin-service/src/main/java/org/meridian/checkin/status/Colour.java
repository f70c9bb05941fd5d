package org.meridian.checkin.status;

/** From the one that opens doors to the one that closes them; a later one prevails. */
public enum Colour {
    GREEN,
    YELLOW,
    RED
}
