package com.hubify.identity.server.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** The network that a request comes from: an address of IPv4, or the first 64 bits of one of IPv6, of which a sender has them all. */
final class SenderNetwork {

    private static final int PREFIX_BYTES = 8;
    private static final int IPV6_BYTES = 16;

    private SenderNetwork() {}

    /** That of the request that is being served by this thread; empty if it serves none. */
    static String current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes served
                ? of(served.getRequest().getRemoteAddr())
                : "";
    }

    /** @param address as the container gives it: digits, never a name, so nothing is looked up */
    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(bytes, 0, PREFIX_BYTES) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
