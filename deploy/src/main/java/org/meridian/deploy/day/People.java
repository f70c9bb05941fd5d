package org.meridian.deploy.day;

import java.util.List;

/**
 * Whom the day is about in one country.
 *
 * @param positivePool share a tube; at least one of them is infected
 * @param negativePool share a tube; none is
 * @param missed infected, and first reported as negative
 * @param mixedUp healthy, and first reported as positive
 */
record People(List<Person> positivePool, List<Person> negativePool, Person missed, Person mixedUp) {

    static final int POOL = 10;

    /** How many they are. */
    static final int COUNT = 2 * POOL + 2;

    static People register(Residents residents) {
        return new People(
                residents.register("Pool One", POOL),
                residents.register("Pool Two", POOL),
                residents.register("Person Alone"),
                residents.register("Person Beside"));
    }

    /** Tested in the negative pool, and once more from a tube that leaks. */
    Person leaked() {
        return negativePool.getLast();
    }

    Person vaccinated() {
        return negativePool.getFirst();
    }

    /** Negative, and set to another colour by two health officers for a while. */
    Person overridden() {
        return negativePool.get(1);
    }

    /** Under suspicion with the pool, released by the retest. */
    Person released() {
        return positivePool.getLast();
    }

    /** Confirmed by the retest. */
    Person confirmed() {
        return positivePool.getFirst();
    }
}
