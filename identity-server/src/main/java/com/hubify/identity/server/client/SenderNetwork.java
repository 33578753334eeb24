package com.hubify.identity.server.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.hubify.identity.protocol.IpNetwork;
import java.net.InetAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The network of a sender: an IPv4 address, or the /64 prefix of an IPv6 address, of which a sender usually has all
 * addresses.
 */
public final class SenderNetwork {

    private static final int PREFIX_BYTES = 8;
    private static final int IPV6_BYTES = 16;

    /** No address in figures is longer. Attack: fill the memory with what a proxy passes on as an address. */
    private static final int LONGEST = 64;

    /** Of the latest senders, 200 KB: reading an address takes a fortieth of the time in which a token is minted. */
    private static final Cache<String, String> KNOWN =
            Caffeine.newBuilder().maximumSize(1_000).build();

    private SenderNetwork() {}

    /** The network of the current request; empty outside of one. */
    public static String current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes served
                ? of(served.getRequest().getRemoteAddr())
                : "";
    }

    /** The address of the current request's sender; null if it is not known, or outside of a request. */
    public static @Nullable InetAddress address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes served
                ? IpNetwork.peer(served.getRequest().getRemoteAddr()).orElse(null)
                : null;
    }

    /**
     * Addresses that are not understood are one network. Attack: behind a proxy that passes on what senders write into
     * X-Forwarded-For, be from a new network with each request.
     *
     * @param address remote address from the container
     */
    public static String of(String address) {
        return address.length() > LONGEST ? read(address) : KNOWN.get(address, SenderNetwork::read);
    }

    private static String read(String address) {
        return IpNetwork.peer(address).map(SenderNetwork::of).orElse("unknown");
    }

    private static String of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(bytes, 0, PREFIX_BYTES) : address.getHostAddress();
    }
}
