package org.meridian.results.upload.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.meridian.platform.problem.ProblemException;
import org.meridian.platform.problem.ProblemType;
import org.meridian.results.upload.Format;
import org.meridian.results.upload.LabFile;
import org.meridian.results.upload.LabFiles;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Reads the body of an upload for a controller's parameter. It happens before {@code Once} is made, which needs the
 * whole body's digest, and outside any transaction: a slow sender holds nothing but a thread and a file.
 */
final class LabFileResolver implements HandlerMethodArgumentResolver {

    private static final String ROW_COUNT = "Meridian-Row-Count";

    private final LabFiles files;

    LabFileResolver(LabFiles files) {
        this.files = files;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == LabFile.class;
    }

    @Override
    public LabFile resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        HttpServletRequest request = Objects.requireNonNull(webRequest.getNativeRequest(HttpServletRequest.class));
        Format format = Format.of(MediaType.parseMediaType(String.valueOf(request.getContentType())));
        mustBePlain(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        LabFile file = files.read(format, request.getInputStream(), announced(request.getHeader(ROW_COUNT)));
        webRequest.registerDestructionCallback(
                LabFile.class.getName(), file::requestEnded, RequestAttributes.SCOPE_REQUEST);
        return file;
    }

    private static void mustBePlain(@Nullable String encoding) {
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE, "No Content-Encoding is taken; send the file as it is.");
        }
    }

    private static OptionalInt announced(@Nullable String header) {
        if (header == null) {
            return OptionalInt.empty();
        }
        if (!header.strip().matches("\\d{1,9}")) {
            throw ProblemException.invalid(ROW_COUNT, "How many rows the file has, without its header.");
        }
        return OptionalInt.of(Integer.parseInt(header.strip()));
    }
}
