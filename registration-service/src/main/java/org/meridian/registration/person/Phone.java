package org.meridian.registration.person;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.regex.Pattern;

/**
 * A phone number in E.164 form, for example {@code +12025550100}: a known calling code and a length that its numbering
 * plan can have. Whether the number is assigned is not asked: plans change faster than libraries, and only the message
 * that arrives proves a phone.
 */
public record Phone(String number) {

    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

    /** @throws IllegalArgumentException when the text is no such number */
    public Phone {
        if (!E164.matcher(number).matches() || !isPossible(number)) {
            throw new IllegalArgumentException("A phone number in E.164 form, for example +12025550100.");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Phone of(String text) {
        return new Phone(text);
    }

    private static boolean isPossible(String number) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        try {
            return plans.isPossibleNumber(plans.parse(number, null));
        } catch (NumberParseException e) {
            return false;
        }
    }

    /** Says nothing, so that no log can. */
    @Override
    public String toString() {
        return "Phone[***]";
    }
}
