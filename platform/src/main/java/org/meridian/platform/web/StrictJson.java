package org.meridian.platform.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Takes JSON as the contract writes it and guesses at nothing: no text for a number or the other way round, no number for
 * one of several words, no property twice (the gateway would route by the one and a service act on the other), moments and
 * days of RFC 3339, whose years have four digits: what is beyond them no database column takes; and no text with a null
 * character or half a character in it, which no column keeps either.
 */
final class StrictJson implements JsonMapperBuilderCustomizer {

    private static final String MOMENT = "A moment, RFC 3339, for example 2026-01-31T08:30:00Z.";
    private static final String DAY = "A day, YYYY-MM-DD.";
    private static final String TEXT = "A text of whole characters, none of them U+0000.";

    @Override
    public void customize(JsonMapper.Builder mapper) {
        mapper.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addModule(new SimpleModule("strict-values")
                        .addDeserializer(String.class, new WholeText())
                        .addDeserializer(Instant.class, new Strict<>(Instant.class, Instant::parse, MOMENT))
                        .addDeserializer(LocalDate.class, new Strict<>(LocalDate.class, LocalDate::parse, DAY)));
    }

    /** A text that begins with the first of a year's four digits: a longer year begins with a sign. */
    private static final class Strict<T> extends StdScalarDeserializer<T> {

        private final transient Function<String, T> parse;
        private final String expected;

        Strict(Class<T> type, Function<String, T> parse, String expected) {
            super(type);
            this.parse = parse;
            this.expected = expected;
        }

        @Override
        public @Nullable T deserialize(JsonParser parser, DeserializationContext context) {
            String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getString() : "";
            if (!text.isEmpty() && Character.isDigit(text.charAt(0))) {
                try {
                    return parse.apply(text);
                } catch (DateTimeParseException e) {
                    // told below, without the text
                }
            }
            throw context.instantiationException(handledType(), new IllegalArgumentException(expected));
        }
    }

    /** Jackson's own reading of texts, and a look at what came. */
    private static final class WholeText extends StdScalarDeserializer<String> {

        WholeText() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !isWhole(text)) {
                throw context.instantiationException(String.class, new IllegalArgumentException(TEXT));
            }
            return text;
        }

        private static boolean isWhole(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == 0) {
                    return false;
                }
                if (Character.isSurrogate(c)) {
                    if (Character.isLowSurrogate(c)
                            || i + 1 == text.length()
                            || !Character.isLowSurrogate(text.charAt(i + 1))) {
                        return false;
                    }
                    i++;
                }
            }
            return true;
        }
    }
}
