package org.meridian.registration.message;

import org.meridian.platform.id.CountryId;
import org.meridian.registration.person.Phone;

/** What is sent to a phone. */
public sealed interface Message {

    /** What the message is about; all that a log may say of it. Its country is the transaction's. */
    CountryId about();

    Phone phone();

    /** What the phone shows. */
    String text();

    /**
     * A code that proves the phone.
     *
     * @param about the challenge
     */
    record Code(CountryId about, Phone phone, String code) implements Message {

        @Override
        public String text() {
            return "Meridian: " + code + " is your code. It is good for one use.";
        }

        /** Says nothing more, so that no log can. */
        @Override
        public String toString() {
            return "Code[" + about + "]";
        }
    }

    /**
     * Something that a person must be told.
     *
     * @param about the notice
     * @param text one message's worth, without health data: a phone shows it to whoever holds it
     */
    record Notice(CountryId about, Phone phone, String text) implements Message {

        /** Says nothing more, so that no log can. */
        @Override
        public String toString() {
            return "Notice[" + about + "]";
        }
    }
}
