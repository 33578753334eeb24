package com.hubify.identity.resource;

import com.hubify.identity.envelope.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.util.UrlUtils;

/** Answers refused requests of servlet services. */
final class ServletBearerErrors implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final RequestIds ids;
    private final RefusalLog log;

    ServletBearerErrors(RequestIds ids, RefusalLog log) {
        this.ids = ids;
        this.log = log;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        write(request, response, BearerErrors.of(failure));
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        write(request, response, BearerErrors.of(denied));
    }

    void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        String id = ids.keep(response.getHeader(RequestIds.HEADER));
        log.note(refusal, id, request.getMethod(), request.getRequestURI());
        RefusalAnswer answer = RefusalAnswer.to(
                id,
                request.getHeader(HttpHeaders.ACCEPT),
                refusal,
                ResourceMetadata.address(UrlUtils.buildFullRequestUrl(request), basePath(request)));
        response.setStatus(answer.status().value());
        answer.headers().forEach(response::setHeader);
        if (response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
            response.addHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, RefusalAnswer.EXPOSED);
        }
        response.getOutputStream().write(answer.body());
    }

    /** With the path of the servlet that was asked ({@code spring.mvc.servlet.path}): beside it, the server has nobody to ask. */
    private static String basePath(HttpServletRequest request) {
        boolean isBelowPath = request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH;
        return request.getContextPath() + (isBelowPath ? request.getServletPath() : "");
    }
}
