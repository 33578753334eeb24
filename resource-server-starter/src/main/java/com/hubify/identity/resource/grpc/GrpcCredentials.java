package com.hubify.identity.resource.grpc;

import com.hubify.identity.resource.verification.Sender;
import com.hubify.identity.resource.web.BearerTokens;
import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.grpc.server.security.GrpcAuthenticationExtractor;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Reads the credential of a gRPC call from the metadata entry {@code authorization}. */
final class GrpcCredentials implements GrpcAuthenticationExtractor {

    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final GrpcErrors errors;

    /** What the details of the credential say of a call. */
    record Call(String method, Sender sender) {

        static Call of(Authentication credential) {
            return credential.getDetails() instanceof Call call ? call : new Call("?", Sender.UNKNOWN);
        }
    }

    GrpcCredentials(GrpcErrors errors) {
        this.errors = errors;
    }

    @Override
    public @Nullable Authentication extract(Metadata call, Attributes attributes, MethodDescriptor<?, ?> method) {
        List<String> headers = headers(call);
        if (!BearerTokens.areSent(headers)) {
            return null;
        }
        try {
            BearerTokenAuthenticationToken credential =
                    new BearerTokenAuthenticationToken(BearerTokens.only(headers, false));
            credential.setDetails(
                    new Call(method.getFullMethodName(), Sender.at(attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR))));
            return credential;
        } catch (AuthenticationException malformed) {
            errors.note(malformed, method.getFullMethodName());
            throw malformed;
        }
    }

    private static List<String> headers(Metadata call) {
        Iterable<String> headers = call.getAll(AUTHORIZATION);
        return headers == null
                ? List.of()
                : StreamSupport.stream(headers.spliterator(), false).toList();
    }
}
