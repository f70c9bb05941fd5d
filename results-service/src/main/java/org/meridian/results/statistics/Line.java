package org.meridian.results.statistics;

/** Which of a country's tubes of a day a block counts. Single tubes are retests, where pools are the first test. */
enum Line {
    POOLS,
    SINGLES,
    /** Both; they are told apart only where that reveals no small count. */
    ALL
}
