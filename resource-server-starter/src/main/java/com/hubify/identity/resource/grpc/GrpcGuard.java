package com.hubify.identity.resource.grpc;

import io.grpc.Metadata;
import io.grpc.ServerBuilder;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusException;
import java.util.Objects;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.grpc.server.ServerBuilderCustomizer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;

/**
 * Authenticates every call of a server, however its service was added. Spring gRPC binds interceptors to the services that it
 * finds: those that a customizer or a registry adds to the server itself would be open to anybody.
 */
final class GrpcGuard<T extends ServerBuilder<T>> implements ServerBuilderCustomizer<T>, ServerInterceptor {

    private final ServerInterceptor judge;
    private final GrpcErrors errors;
    private volatile boolean isTaken;

    /** @param judge throws Spring Security's exceptions where a call is refused */
    GrpcGuard(ServerInterceptor judge, GrpcErrors errors) {
        this.judge = judge;
        this.errors = errors;
    }

    @Override
    public void customize(T server) {
        isTaken = true;
        server.intercept(this);
    }

    /** Whether a factory has this before the calls of its servers. Has it build one, which is not started. */
    synchronized boolean isIn(GrpcServerFactory factory) {
        isTaken = false;
        factory.createServer();
        return isTaken;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        try {
            return judge.interceptCall(call, headers, next);
        } catch (AuthenticationException | AccessDeniedException refused) {
            StatusException answer = Objects.requireNonNull(errors.handleException(refused));
            call.close(answer.getStatus(), Objects.requireNonNullElseGet(answer.getTrailers(), Metadata::new));
            return new ServerCall.Listener<>() {};
        }
    }
}
