package org.meridian.gateway.instances;

/** How a region's services are, seen from one gateway. */
public enum RegionStatus {
    /** All of them answer. */
    UP,
    /** Some of them answer; the others' calls go to another region. */
    DEGRADED,
    /** None of them answers. */
    DOWN
}
