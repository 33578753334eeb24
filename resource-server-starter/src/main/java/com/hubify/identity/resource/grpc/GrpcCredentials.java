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
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Reads the credential of a gRPC call from the metadata entry {@code authorization}. */
final class GrpcCredentials implements GrpcAuthenticationExtractor {

    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    /** Where a call with this credential comes from. */
    static Sender senderOf(Authentication credential) {
        return credential.getDetails() instanceof Sender sender ? sender : Sender.UNKNOWN;
    }

    @Override
    public @Nullable Authentication extract(Metadata call, Attributes attributes, MethodDescriptor<?, ?> method) {
        List<String> headers = headers(call);
        if (!BearerTokens.areSent(headers)) {
            return null;
        }
        BearerTokenAuthenticationToken credential =
                new BearerTokenAuthenticationToken(BearerTokens.only(headers, false));
        credential.setDetails(Sender.at(attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR)));
        return credential;
    }

    private static List<String> headers(Metadata call) {
        Iterable<String> headers = call.getAll(AUTHORIZATION);
        return headers == null
                ? List.of()
                : StreamSupport.stream(headers.spliterator(), false).toList();
    }
}
