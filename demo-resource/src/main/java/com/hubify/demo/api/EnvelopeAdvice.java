package com.hubify.demo.api;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** Puts what an {@link ApiController} returns into the envelope, so that handlers speak of labs and nothing else. */
@RestControllerAdvice(annotations = ApiController.class)
class EnvelopeAdvice implements ResponseBodyAdvice<Object> {

    private final Clock clock;
    private final RequestIds ids;

    EnvelopeAdvice(Clock clock, RequestIds ids) {
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returnType,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body == null || body instanceof ErrorEnvelope || body instanceof ProblemDetail) {
            return body;
        }
        String id = ids.of(((ServletServerHttpResponse) response).getServletResponse());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return body instanceof Page<?> page
                ? new Envelope(page.items(), new Envelope.PageMeta(id, now, page.nextCursor(), page.hasMore()))
                : new Envelope(body, new Envelope.Meta(id, now));
    }
}
