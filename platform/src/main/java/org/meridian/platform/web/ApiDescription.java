package org.meridian.platform.web;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.meridian.platform.access.AccessTable;
import org.meridian.platform.idempotency.Once;
import org.meridian.platform.problem.Problem;
import org.meridian.platform.token.Caller;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.web.method.HandlerMethod;

/** What is the same for every call of the API's description: who may, the idempotency key, problems. */
@AutoConfiguration
@ConditionalOnClass(OperationCustomizer.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
public class ApiDescription {

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, Once.class);
    }

    @Bean
    OperationCustomizer sameForEveryCall() {
        return ApiDescription::describe;
    }

    @Bean
    OpenApiCustomizer whoMayCall(AccessTable table, Environment environment) {
        return new WhoMayCall(table, environment.getRequiredProperty("meridian.service"));
    }

    private static Operation describe(Operation operation, HandlerMethod method) {
        if (takesKey(method)) {
            operation.addParametersItem(new HeaderParameter()
                    .name("Idempotency-Key")
                    .description("The same key with the same body gets the first answer again, byte for byte.")
                    .schema(new StringSchema().minLength(1).maxLength(255)));
        }
        operation.getResponses().addApiResponse("default", problem());
        return operation;
    }

    private static boolean takesKey(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters()).anyMatch(p -> p.getParameterType() == Once.class);
    }

    private static ApiResponse problem() {
        Schema<Object> schema = typed("object");
        Stream.of("type", "title", "detail", "traceId").forEach(name -> schema.addProperty(name, typed("string")));
        schema.addProperty("status", typed("integer"));
        return new ApiResponse()
                .description("A problem of the catalogue; its `type` resolves to a page.")
                .content(new Content().addMediaType(Problem.MEDIA_TYPE, new MediaType().schema(schema)));
    }

    private static Schema<Object> typed(String type) {
        Schema<Object> schema = new Schema<>();
        schema.setTypes(Set.of(type)); // OpenAPI 3.1
        return schema;
    }
}
