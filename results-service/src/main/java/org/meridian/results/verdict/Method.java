package org.meridian.results.verdict;

/** How a specimen was tested. */
public enum Method {
    SINGLE,
    /** Together with others': a tube made for more than one, even when only one is in it, because it is tested as a pool. */
    POOLED;

    public static Method ofCapacity(int capacity) {
        return capacity > 1 ? POOLED : SINGLE;
    }
}
