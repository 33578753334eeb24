package com.hubify.identity.resource.servlet.handler;

import com.hubify.identity.resource.servlet.ServletBearerErrors;
import com.hubify.identity.resource.web.BearerErrors;
import com.hubify.identity.resource.web.RefusalAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;

/**
 * Answers refusals of guarded JAX-RS resources. Without it, Jersey answers a missing scope with 500 and a stack trace,
 * which looks like an outage; Apache CXF answers correctly but logs three stack traces. For CXF, add it to the
 * providers.
 */
@Provider
final class ServletJaxRsErrors implements ExceptionMapper<AccessDeniedException> {

    private final ServletBearerErrors errors;

    @Context
    private @Nullable HttpServletRequest request;

    @Context
    private @Nullable HttpServletResponse response;

    ServletJaxRsErrors(ServletBearerErrors errors) {
        this.errors = errors;
    }

    @Override
    public Response toResponse(AccessDeniedException denied) {
        if (request == null || response == null) {
            throw denied;
        }
        return response(errors.answer(request, response, BearerErrors.of(denied)));
    }

    static Response response(RefusalAnswer answer) {
        ResponseBuilder builder = Response.status(answer.status().value()).entity(answer.body());
        answer.headers().forEach(builder::header);
        return builder.build();
    }
}
