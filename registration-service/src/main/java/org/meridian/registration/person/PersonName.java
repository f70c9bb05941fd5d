package org.meridian.registration.person;

import com.fasterxml.jackson.annotation.JsonCreator;

/** A person's real name, in any script: 1 to 100 characters, none of them for control, white space around it removed. */
public record PersonName(String text) {

    private static final int LONGEST = 100;

    /** @throws IllegalArgumentException when the text is no such name */
    public PersonName {
        text = text.strip();
        if (text.isEmpty() || text.length() > LONGEST || text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A name of 1 to 100 characters.");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PersonName of(String text) {
        return new PersonName(text);
    }

    /** Says nothing, so that no log can. */
    @Override
    public String toString() {
        return "PersonName[***]";
    }
}
