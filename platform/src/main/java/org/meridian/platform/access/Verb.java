package org.meridian.platform.access;

/** A call's method. GET stands for HEAD too. */
public enum Verb {
    GET,
    POST,
    PUT,
    PATCH,
    DELETE
}
