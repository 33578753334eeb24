package com.hubify.identity.resource.grpc;

import com.hubify.identity.envelope.RequestIds;
import com.hubify.identity.resource.web.BearerErrors;
import com.hubify.identity.resource.web.Refusal;
import com.hubify.identity.resource.web.RefusalLog;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/**
 * Answers refused gRPC calls with the gRPC status that corresponds to the HTTP status. {@code grpc-retry-pushback-ms}
 * tells when to retry, {@code x-request-id} is the reference that leads to the reason.
 *
 * @see <a href="https://github.com/grpc/proposal/blob/master/A6-client-retries.md#pushback">gRFC A6</a>
 */
final class GrpcErrors implements GrpcExceptionHandler, Ordered {

    private static final Metadata.Key<String> PUSHBACK =
            Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);

    private static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of(RequestIds.HEADER, Metadata.ASCII_STRING_MARSHALLER);

    private final RequestIds ids;
    private final RefusalLog log;

    GrpcErrors(RequestIds ids, RefusalLog log) {
        this.ids = ids;
        this.log = log;
    }

    // Before a catch-all handler of the service.
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable StatusException handleException(Throwable failure) {
        if (failure instanceof GrpcLimitExceeded limited) {
            return answer(limited.refusal());
        }
        if (failure instanceof AuthenticationException unknown) {
            return answer(BearerErrors.of(unknown));
        }
        return failure instanceof AccessDeniedException denied ? answer(BearerErrors.of(denied)) : null;
    }

    private StatusException answer(Refusal refusal) {
        Metadata trailers = new Metadata();
        GrpcCall call = GrpcCall.CURRENT.get();
        if (call != null) {
            String id = ids.keep(null);
            log.note(refusal, id, "gRPC", call.path(), call.sent());
            trailers.put(REQUEST_ID, id);
        }
        if (refusal.retryAfter() != null) {
            trailers.put(PUSHBACK, String.valueOf(refusal.retryAfter().toMillis()));
        }
        return status(refusal).withDescription(refusal.message()).asException(trailers);
    }

    private static Status status(Refusal refusal) {
        return switch (refusal.status()) {
            case FORBIDDEN -> Status.PERMISSION_DENIED;
            case SERVICE_UNAVAILABLE -> Status.UNAVAILABLE;
            case TOO_MANY_REQUESTS -> Status.RESOURCE_EXHAUSTED;
            default -> Status.UNAUTHENTICATED;
        };
    }
}
