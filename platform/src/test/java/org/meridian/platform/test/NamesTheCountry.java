package org.meridian.platform.test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ConstantDesc;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Finds SQL texts that read or write a partitioned table (one of the migrations on the class path) and nowhere say
 * {@code country_code}. Methods marked {@code @CrossRegion} are left out.
 */
final class NamesTheCountry extends ArchCondition<JavaClass> {

    private static final String CROSS_REGION = "Lorg/meridian/db/data/CrossRegion;";
    private static final Pattern PARTITIONED = Pattern.compile(
            "CREATE\\s+TABLE\\s+(\\w+)\\s*\\((?:(?!CREATE\\s+TABLE).)*?\\)\\s*PARTITION\\s+BY",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern STATEMENT = Pattern.compile(
            "^\\s*(?:WITH\\b.*|SELECT\\b.*\\bFROM\\b|INSERT\\s+INTO\\b|UPDATE\\b.*\\bSET\\b|DELETE\\s+FROM\\b).*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Set<String> tables = partitionedTables();

    NamesTheCountry() {
        super("name country_code in each statement on a partitioned table");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        type.getSource()
                .ifPresent(source -> ClassFile.of().parse(bytes(source.getUri())).methods().stream()
                        .filter(method -> !isCrossRegion(method))
                        .flatMap(NamesTheCountry::texts)
                        .filter(this::forgetsTheCountry)
                        .forEach(sql -> events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " has a statement without country_code: " + sql.strip()))));
    }

    boolean forgetsTheCountry(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return STATEMENT.matcher(text).matches()
                && !lower.contains("country_code")
                && Pattern.compile("\\W").splitAsStream(lower).anyMatch(tables::contains);
    }

    private static boolean isCrossRegion(MethodModel method) {
        return method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(attribute -> attribute.annotations().stream())
                .anyMatch(annotation -> annotation.className().equalsString(CROSS_REGION));
    }

    /** The string constants of a method's code, those of a concatenation included. */
    private static Stream<String> texts(MethodModel method) {
        return method.code().stream().flatMap(CodeModel::elementStream).flatMap(element -> {
            Stream<? extends ConstantDesc> constants = switch (element) {
                case ConstantInstruction constant -> Stream.of(constant.constantValue());
                case InvokeDynamicInstruction dynamic -> dynamic.bootstrapArgs().stream();
                default -> Stream.empty();
            };
            return constants.filter(String.class::isInstance).map(String.class::cast);
        });
    }

    private static Set<String> partitionedTables() {
        try {
            Resource[] migrations =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*.sql");
            return Stream.of(migrations)
                    .flatMap(file -> PARTITIONED.matcher(text(file)).results())
                    .map(table -> table.group(1).toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(java.net.URI classFile) {
        try (InputStream in = classFile.toURL().openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
