package com.hubify.identity.resource.grpc;

import com.hubify.identity.resource.web.Refusal;
import org.springframework.security.core.AuthenticationException;

/** A call past the limit of its caller. An exception of authentication, where interceptors expect no other. */
final class GrpcLimitExceeded extends AuthenticationException {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    GrpcLimitExceeded(Refusal refusal) {
        super(refusal.message());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
