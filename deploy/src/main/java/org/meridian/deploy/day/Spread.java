package org.meridian.deploy.day;

/**
 * Which tubes hold the positive people: first everybody who has a tube alone in every other country, then pools, so that
 * all three colours are seen.
 *
 * @param singles one flag per country
 * @param pools one flag per country
 */
record Spread(boolean[] singles, boolean[] pools) {

    static Spread of(int positives, int countries) {
        boolean[] singles = new boolean[countries];
        boolean[] pools = new boolean[countries];
        int left = positives;
        for (int i = 0; i < countries && left > 0; i += 2, left--) {
            singles[i] = true;
        }
        // the rest share pools: one positive person is enough to make a pool positive
        if (left > 0) {
            pools[countries / 2] = true;
        }
        return new Spread(singles, pools);
    }

    boolean singlePositive(int country) {
        return singles[country];
    }

    boolean poolPositive(int country) {
        return pools[country];
    }
}
