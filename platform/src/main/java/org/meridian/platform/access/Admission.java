package org.meridian.platform.access;

import java.util.List;
import java.util.Set;

/** To whom an operation opens. */
public sealed interface Admission {

    /** To anyone, without a token. */
    record Anyone(Whose whose) implements Admission {}

    /** To people of these roles; a role stands there once. */
    record People(List<May> cells) implements Admission {

        public People {
            cells = List.copyOf(cells);
            if (cells.isEmpty() || cells.stream().map(May::role).distinct().count() != cells.size()) {
                throw new IllegalArgumentException("each role once, and one at least: " + cells);
            }
        }
    }

    /** To our own services of these names, and to nobody else. */
    record Services(Set<String> names) implements Admission {

        public Services {
            names = Set.copyOf(names);
        }
    }
}
