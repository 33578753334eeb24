package com.hubify.demo.api;

import com.hubify.identity.envelope.Envelope;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
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
    private final RequestIdFilter ids;

    EnvelopeAdvice(Clock clock, RequestIdFilter ids) {
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
        if (body == null) {
            return null;
        }
        String id = ids.of(((ServletServerHttpResponse) response).getServletResponse());
        return body instanceof Page<?> page
                ? Envelope.page(page.items(), page.nextCursor(), id, clock.instant())
                : Envelope.of(body, id, clock.instant());
    }
}
