package com.hubify.identity.resource.grpc;

import com.hubify.identity.resource.Caller;
import com.hubify.identity.resource.HubifyAuthentication;
import com.hubify.identity.resource.quota.Admission;
import com.hubify.identity.resource.quota.Quotas;
import com.hubify.identity.resource.refusal.Sent;
import com.hubify.identity.resource.verification.Sender;
import io.grpc.Context;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A call while it is served: who sent what, for the explanation of a refusal, and how its caller stands with limits. */
final class GrpcCall {

    static final Context.Key<GrpcCall> CURRENT = Context.key("hubify-call");

    private final String method;
    private final @Nullable String authorization;
    private final Sender sender;
    private final Quotas quotas;
    private volatile @Nullable Caller caller;
    private volatile @Nullable Admission admission;

    GrpcCall(ServerCall<?, ?> call, Metadata headers, Quotas quotas) {
        this.method = call.getMethodDescriptor().getFullMethodName();
        this.authorization = headers.get(GrpcCredentials.AUTHORIZATION);
        this.sender = Sender.at(call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR));
        this.quotas = quotas;
        this.admission = quotas.stranger();
    }

    /**
     * Counts it, once however many messages it has, before it is decided what the caller may do.
     *
     * @throws GrpcLimitExceeded past the caller's limit
     */
    static void count(HubifyAuthentication known) {
        GrpcCall call = CURRENT.get();
        if (call != null) {
            call.countFor(known);
        }
    }

    private void countFor(HubifyAuthentication known) {
        caller = known.caller();
        Admission found = quotas.admit(known);
        if (found != null) {
            admission = found;
            if (!found.isAllowed()) {
                throw new GrpcLimitExceeded(found.refusal());
            }
        }
    }

    String path() {
        return "/" + method;
    }

    Sent sent() {
        InetAddress address = sender.address();
        return new Sent(caller, authorization, address == null ? null : address.getHostAddress());
    }

    /** The same call, whose answer tells what is left of the limits, first of all in its headers. */
    <Q, A> ServerCall<Q, A> telling(ServerCall<Q, A> call) {
        return new SimpleForwardingServerCall<>(call) {

            private boolean isTold;

            @Override
            public void sendHeaders(Metadata headers) {
                tell(headers);
                super.sendHeaders(headers);
            }

            @Override
            public void close(Status status, Metadata trailers) {
                tell(trailers);
                super.close(status, trailers);
            }

            private void tell(Metadata metadata) {
                Admission known = admission;
                if (known != null && !isTold) {
                    isTold = true;
                    known.tell((name, value) ->
                            metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
                }
            }
        };
    }
}
