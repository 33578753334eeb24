package com.hubify.identity.resource.grpc;

import com.hubify.identity.protocol.Scopes;
import com.hubify.identity.resource.settings.ResourceServerProperties;
import com.hubify.identity.resource.web.ScopeDecision;
import com.hubify.identity.resource.web.UrlRules;
import io.grpc.MethodDescriptor;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.grpc.server.security.CallContext;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Applies {@code hubify.resource.rules} to gRPC. A call is a POST to {@code /package.Service/Method}, as on the wire.
 */
final class GrpcRules implements AuthorizationManager<CallContext> {

    // gRPC compares method names literally, without decoding escapes or path parameters.
    private static final PathContainer.Options TEXT = PathContainer.Options.create('/', false);

    private final UrlRules<PathPattern> rules;
    private final Set<String> publicServices;

    GrpcRules(ResourceServerProperties properties) {
        this.rules =
                new UrlRules<>(properties.rules(), PathPatternParser.defaultInstance::parse, UrlRules.ANY_CASE::parse);
        this.publicServices = properties.grpc().publicServices();
    }

    // Thrown here, since Spring gRPC would discard the decision with the missing scope.
    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, CallContext call) {
        MethodDescriptor<?, ?> method = call.method();
        if (publicServices.contains(String.valueOf(method.getServiceName()))) {
            return new ScopeDecision(Scopes.none(), true, true);
        }
        ScopeDecision decision = ScopeDecision.about(authentication.get(), needed(method.getFullMethodName()));
        if (!decision.isKnown()) {
            throw new AuthenticationCredentialsNotFoundException("No credential");
        }
        if (!decision.isGranted()) {
            throw new AuthorizationDeniedException("Access Denied", decision);
        }
        return decision;
    }

    private Scopes needed(String method) {
        PathContainer path = PathContainer.parsePath("/" + method, TEXT);
        return rules.needed("POST", pattern -> pattern.matches(path));
    }
}
