package com.hubify.identity.resource.verification;

import com.hubify.identity.protocol.IpNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where a request comes from, as the service's container says: its peer, or what a proxy says of it where the container is set up
 * to believe that. Looked at only for keys that are not valid from anywhere.
 */
@FunctionalInterface
public interface Sender {

    Sender UNKNOWN = () -> null;

    /** Null if it is not known: there is none, or a proxy has given a name in its place, which is never looked up. */
    @Nullable
    InetAddress address();

    /** @param address in figures */
    static Sender at(@Nullable String address) {
        return address == null ? UNKNOWN : () -> IpNetwork.peer(address).orElse(null);
    }

    static Sender at(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress internet
                ? () -> internet.isUnresolved()
                        ? IpNetwork.peer(internet.getHostString()).orElse(null)
                        : plain(internet.getAddress())
                : UNKNOWN;
    }

    // Some transports say IPv4 addresses in their IPv6 form.
    private static @Nullable InetAddress plain(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
