package com.hubify.identity.resource.grpc;

import com.hubify.identity.resource.quota.Quotas;
import io.grpc.Context;
import io.grpc.Contexts;
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
 * Authenticates every call of a server, however the called service was added. Spring gRPC applies interceptors only to
 * the services that it finds: those added by a customizer or a registry would be open without a credential.
 */
final class GrpcGuard<T extends ServerBuilder<T>> implements ServerBuilderCustomizer<T>, ServerInterceptor {

    private final ServerInterceptor judge;
    private final GrpcErrors errors;
    private final Quotas quotas;
    private volatile boolean isTaken;

    /** @param judge interceptor that throws Spring Security's exceptions to refuse a call */
    GrpcGuard(ServerInterceptor judge, GrpcErrors errors, Quotas quotas) {
        this.judge = judge;
        this.errors = errors;
        this.quotas = quotas;
    }

    @Override
    public void customize(T server) {
        isTaken = true;
        server.intercept(this);
    }

    /** Whether the servers of a factory have this interceptor. Builds a server to find out, without starting it. */
    synchronized boolean isIn(GrpcServerFactory factory) {
        isTaken = false;
        factory.createServer();
        return isTaken;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        GrpcCall known = new GrpcCall(call, headers, quotas);
        return Contexts.interceptCall(
                Context.current().withValue(GrpcCall.CURRENT, known),
                known.telling(call),
                headers,
                (told, sent) -> judge(told, sent, next));
    }

    private <Q, A> ServerCall.Listener<Q> judge(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        try {
            return judge.interceptCall(call, headers, next);
        } catch (AuthenticationException | AccessDeniedException refused) {
            StatusException answer = Objects.requireNonNull(errors.handleException(refused));
            call.close(answer.getStatus(), Objects.requireNonNullElseGet(answer.getTrailers(), Metadata::new));
            return new ServerCall.Listener<>() {};
        }
    }
}
