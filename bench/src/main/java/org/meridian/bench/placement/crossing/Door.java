package org.meridian.bench.placement.crossing;

import java.util.List;
import org.meridian.db.topology.Country;

/** How somebody writes. */
interface Door {

    /** Two statements in one transaction of this country. */
    void write(Country home, String first, String second, List<Object> valuesOfTheSecond);
}
